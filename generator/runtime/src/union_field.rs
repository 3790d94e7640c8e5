//! Optional: needed by models with fields that hold unions, together with `union_required.rs` or `union_optional.rs`.

use super::unknown_variant::UnknownVariant;

/// A union, which may be there and say nothing.
pub trait Union {
    /// What is known of a variant that is not known.
    fn unknown(&self) -> Option<&UnknownVariant>;
}

/// A union, unless its tag is blank.
pub(super) fn unless_blank<T: Union>(union: T) -> Option<T> {
    let is_blank = |unknown: &UnknownVariant| unknown.tag().trim().is_empty();
    if union.unknown().is_some_and(is_blank) {
        None
    } else {
        Some(union)
    }
}

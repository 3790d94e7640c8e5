//! Optional: needed by models with fields that hold unions, together with `union_required.rs` or `union_optional.rs`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::runtime::values::unknown_variant::UnknownVariant;

/// A union, which may be there and say nothing.
pub trait Union {
    /// What is known of a variant that is not known.
    fn unknown(&self) -> Option<&UnknownVariant>;
}

/// A union, unless its tag is blank.
pub(crate) fn unless_blank<T: Union>(union: T) -> Option<T> {
    let is_blank = |unknown: &UnknownVariant| unknown.tag().trim().is_empty();
    if union.unknown().is_some_and(is_blank) {
        None
    } else {
        Some(union)
    }
}

/// A union that may be missing, or there and say nothing.
///
/// # Errors
/// Those of the union.
pub fn optional_union<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Union,
{
    Option::<T>::deserialize(deserializer).map(|found| found.and_then(unless_blank))
}

/// A union that must be there; one that says nothing is `None`.
///
/// # Errors
/// Those of the union.
pub fn required_union<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Union,
{
    T::deserialize(deserializer).map(unless_blank)
}

/// A union that must be there: an object without a tag, where it says nothing.
///
/// # Errors
/// Those of the union.
#[allow(
    clippy::ref_option,
    reason = "serde gives a field as it is, by reference"
)]
pub fn encode_union<S: Serializer, T: Serialize>(
    union: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match union {
        Some(union) => union.serialize(serializer),
        None => serializer.collect_map::<&str, &str, _>([]),
    }
}

//! Optional: needed by models with unions that must be there, and may say nothing.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::union_field::{Union, unless_blank};

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

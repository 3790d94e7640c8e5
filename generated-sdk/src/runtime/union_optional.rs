//! Optional: needed by models with unions that may be missing.

use serde::{Deserialize, Deserializer};

use super::union_field::{Union, unless_blank};

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

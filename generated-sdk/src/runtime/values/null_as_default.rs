//! Optional: needed by models whose fields take their zero value where `null` or nothing stands.

use serde::{Deserialize, Deserializer};

/// A value, or its default for `null`.
///
/// # Errors
/// Those of the value.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

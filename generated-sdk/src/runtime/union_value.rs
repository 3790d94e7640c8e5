//! Optional: needed by unions with a value under the key that is the tag, for their way out.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The tag, and a value under a key.
///
/// # Errors
/// Those of the value.
pub fn tag_and_value<S: Serializer, T: Serialize + ?Sized>(
    serializer: S,
    (key, tag): (&str, &str),
    value_key: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry(key, tag)?;
    map.serialize_entry(value_key, value)?;
    map.end()
}

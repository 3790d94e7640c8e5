//! Optional: needed by unions with a value under the key that is the tag.

use serde::de::{DeserializeOwned, Error};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::union_decode::{Tagged, member};
use super::union_part::part;

impl Tagged {
    /// The value under a key, or the one that stands in for it where it is missing or `null`.
    ///
    /// # Errors
    /// If it does not fit, or is missing without a stand-in.
    pub fn keyed<T: DeserializeOwned, E: Error>(
        &self,
        key: &'static str,
        stand_in: Option<T>,
    ) -> Result<T, E> {
        let found = member(self.json.get(), key)?;
        match (found.filter(|json| *json != "null"), stand_in) {
            (Some(value), _) => part(value, Some(key)),
            (None, Some(stand_in)) => Ok(stand_in),
            (None, None) => Err(E::missing_field(key)),
        }
    }
}

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

//! Optional: needed by unions with a value that must stand under the key that is the tag.

use serde::de::{DeserializeOwned, Error};

use super::union_decode::{Tagged, member};
use super::union_part::part;

impl Tagged {
    /// The value under a key.
    ///
    /// # Errors
    /// If it is missing or does not fit.
    pub fn keyed<T: DeserializeOwned, E: Error>(&self, key: &'static str) -> Result<T, E> {
        let found = member(self.json.get(), key)?;
        match found.filter(|json| *json != "null") {
            Some(value) => part(value, Some(key)),
            None => Err(E::missing_field(key)),
        }
    }
}

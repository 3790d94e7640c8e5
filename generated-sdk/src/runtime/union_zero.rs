//! Optional: needed by unions with a value under the key that is the tag, which may be left out where it is zero.

use serde::de::{DeserializeOwned, Error};

use super::union_decode::{Tagged, member};
use super::union_part::part;

impl Tagged {
    /// The value under a key; its zero where it is missing or `null`.
    ///
    /// # Errors
    /// If it does not fit.
    pub fn keyed_or_zero<T: DeserializeOwned + Default, E: Error>(
        &self,
        key: &str,
    ) -> Result<T, E> {
        let found = member(self.json.get(), key)?;
        match found.filter(|json| *json != "null") {
            Some(value) => part(value, Some(key)),
            None => Ok(T::default()),
        }
    }
}

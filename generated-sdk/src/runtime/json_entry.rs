//! Optional: needed by an API with body fields that are maps and have a setter for one entry.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::request::Request;
use super::secret_record::recording;

impl Request {
    /// Adds an entry to a body field that is a map, or replaces the one with that key.
    pub fn body_entry<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        key: String,
        value: &T,
    ) {
        let current = self
            .body
            .iter()
            .find(|(other, _)| other == name)
            .map_or("null", |(_, json)| json);
        let entries: serde_json::Result<Option<BTreeMap<String, Box<RawValue>>>> =
            serde_json::from_str(current);
        let (value, secrets) = recording(|| to_raw_value(value));
        self.secrets.extend(secrets);
        match (entries, value) {
            (Ok(entries), Ok(value)) => {
                let mut entries = entries.unwrap_or_default();
                entries.insert(key, value);
                self.set_body_field(Cow::Borrowed(name), &entries);
            }
            (Err(_), _) => self.fail(format!(
                "the body field `{name}` is not a map, so it takes no entry"
            )),
            (_, Err(error)) => self.fail(format!(
                "an entry of the body field `{name}` cannot be serialised: {error}"
            )),
        }
    }
}

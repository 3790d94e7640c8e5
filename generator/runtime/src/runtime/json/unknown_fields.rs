//! Fields that are newer than the SDK, and are kept.

use std::collections::btree_map::Entry;
use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::runtime::json::field::{Field, Rest, position};
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::path::JsonPath;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::json::unknown::UnknownKind;
use crate::runtime::json::value::{Failed, JsonValue, Slot};
use crate::runtime::json::writer::ObjectWriter;

/// Fields of an object that are unknown to this version of the SDK. Their JSON is kept, and is sent back unchanged.
#[derive(Clone, Default, PartialEq)]
pub struct UnknownFields(Rest<RawJson>);

/// JSON text.
#[derive(Clone)]
struct RawJson(Box<RawValue>);

impl UnknownFields {
    /// Returns the JSON of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|json| json.0.get())
    }

    /// Returns the names and the JSON of all fields, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.0.iter();
        fields.map(|(name, json)| (name.as_str(), json.0.get()))
    }

    /// Returns the number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes a field, so that it is not sent back. Returns `true` if it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some()
    }

    /// Removes all fields, so that none is sent back.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Returns the fields that are unknown to another struct as well.
    #[allow(dead_code, reason = "an API may have no such conversion")]
    pub(crate) fn without(mut self, fields: &[Field]) -> Self {
        self.0.retain(|name, _| position(fields, name).is_none());
        self
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// The JSON is not written, because it may contain secrets.
impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl ToJson for RawJson {}

/// Slot for unknown fields while an object is read.
pub struct UnknownSlot<'a>(&'a mut UnknownFields);

/// Creates the slot of unknown fields.
pub fn slot(fields: &mut UnknownFields) -> UnknownSlot<'_> {
    UnknownSlot(fields)
}

impl Slot for UnknownSlot<'_> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }

    fn read_rest(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        // The key is the name of a field, and no data.
        if let JsonPath::Entry(object, _) = json.path {
            JsonPath::Field(object, key).found(UnknownKind::Field);
        }
        match (self.0).0.entry(key.to_owned()) {
            Entry::Occupied(_) => Err(json.fail(Flaw::duplicate_field(key))),
            Entry::Vacant(place) => {
                place.insert(RawJson(json.raw()?));
                Ok(())
            }
        }
    }
}

impl Field {
    /// Creates the field that keeps unknown fields.
    #[must_use]
    pub const fn unknown() -> Self {
        Self::rest()
    }
}

impl<S: Serializer> ObjectWriter<S> {
    /// Writes unknown fields.
    pub fn unknown(&mut self, fields: &UnknownFields) {
        self.rest(&fields.0);
    }
}

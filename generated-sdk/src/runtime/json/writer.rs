//! Writing of models through serde, in the order of the table of their fields.

use std::slice::Iter;

use serde::ser::{Error, Serialize, SerializeMap, Serializer};

use crate::runtime::json::field::{Field, Rest, position};
use crate::runtime::json::to_json::{ToJson, write_entry};
use crate::runtime::secret::body_scope::is_body;

/// Writer of the fields of an object. It has a method for each kind of field. After a failure, it writes nothing more, and
/// [`end`](Self::end) returns the error.
pub struct ObjectWriter<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    all: &'static [Field],
    fields: Iter<'static, Field>,
}

impl<S: Serializer> ObjectWriter<S> {
    /// Begins an object.
    pub fn new(serializer: S, fields: &'static [Field]) -> Self {
        Self {
            map: serializer.serialize_map(None),
            all: fields,
            fields: fields.iter(),
        }
    }

    /// Ends the object.
    ///
    /// # Errors
    /// Returns an error if the serializer has failed, or fails now.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map?.end()
    }

    /// Writes a field that is never omitted.
    pub fn required<T: ToJson>(&mut self, value: &T) {
        self.write(Some(value));
    }

    /// Writes a field unless it is missing.
    #[allow(clippy::ref_option, reason = "fields are given as they are")]
    pub fn optional<T: ToJson>(&mut self, value: &Option<T>) {
        self.write(value.as_ref());
    }

    /// Writes a field that is never omitted.
    pub fn default<T: ToJson>(&mut self, value: &T) {
        self.write(Some(value));
    }

    /// Writes a union, or an object without a tag.
    #[allow(clippy::ref_option, reason = "fields are given as they are")]
    pub fn union<T: ToJson>(&mut self, value: &Option<T>) {
        match value {
            Some(_) => self.write(value.as_ref()),
            None => self.write(Some(&Empty)),
        }
    }

    /// Writes a union unless it is missing.
    #[allow(clippy::ref_option, reason = "fields are given as they are")]
    pub fn optional_union<T: ToJson>(&mut self, value: &Option<T>) {
        self.write(value.as_ref());
    }

    /// Writes the values of all other keys. A key that is that of a field is an error.
    pub fn rest<T: ToJson>(&mut self, values: &Rest<T>) {
        self.fields.next();
        for (key, value) in values {
            if position(self.all, key).is_some() {
                let reason = "is a field, so it cannot be an additional key as well";
                self.map = Err(S::Error::custom(format_args!("`{key}` {reason}")));
            }
            self.entry(key, value);
        }
    }

    fn write<T: ToJson>(&mut self, value: Option<&T>) {
        match (self.fields.next(), value) {
            (Some(field), Some(value)) if !field.is_read_only || !is_body() => {
                self.entry(field.name, value);
            }
            _ => {}
        }
    }

    fn entry<T: ToJson>(&mut self, key: &str, value: &T) {
        let written = match &mut self.map {
            Ok(map) => write_entry(map, key, value),
            Err(_) => return,
        };
        if let Err(error) = written {
            self.map = Err(error);
        }
    }
}

/// Object without fields.
pub(crate) struct Empty;

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

impl ToJson for Empty {}

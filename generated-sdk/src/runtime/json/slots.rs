//! Slots for fields while an object is read: one function for each kind of field.

use crate::runtime::json::field::Rest;
use crate::runtime::json::value::{Failed, FromJson, JsonValue, Slot};

/// Slot for a required value.
pub struct Required<'a, T>(&'a mut Option<T>);

/// Slot for a value that may be missing or `null`.
pub struct Optional<'a, T>(&'a mut Option<T>);

/// Slot for the values of all other keys.
pub struct Others<'a, T>(&'a mut Option<Rest<T>>);

/// Creates the slot of a required field.
pub fn required<T>(slot: &mut Option<T>) -> Required<'_, T> {
    Required(slot)
}

/// Creates the slot of a field that may be missing.
pub fn optional<T>(slot: &mut Option<T>) -> Optional<'_, T> {
    Optional(slot)
}

/// Creates the slot of a field that has a default value.
pub fn default<T>(slot: &mut Option<T>) -> Optional<'_, T> {
    Optional(slot)
}

/// Creates the slot of a required field with a union.
pub fn union<T>(slot: &mut Option<T>) -> Required<'_, T> {
    Required(slot)
}

/// Creates the slot of a field with a union that may be missing.
pub fn optional_union<T>(slot: &mut Option<T>) -> Optional<'_, T> {
    Optional(slot)
}

/// Creates the slot of the field that keeps all other keys.
pub fn rest<T>(slot: &mut Option<Rest<T>>) -> Others<'_, T> {
    Others(slot)
}

impl<T: FromJson> Slot for Required<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        T::read(self.0, json)
    }
}

impl<T: FromJson> Slot for Optional<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        match json.unless_null()? {
            Some(json) => T::read(self.0, json),
            None => Ok(()),
        }
    }
}

impl<T: FromJson> Slot for Others<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }

    fn read_rest(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        let values = self.0.get_or_insert_with(Rest::new);
        json.entry(|value| values.insert(key.to_owned(), value).is_none())
    }
}

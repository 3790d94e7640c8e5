//! Slots for fields while an object is read: one function for each kind of field.

use crate::runtime::json::field::{Rest, Union};
use crate::runtime::json::value::{Failed, FromJson, JsonValue, Slot};

/// Slot for a value that has a default.
pub struct Defaulted<'a, T>(&'a mut T);

/// Slot for a union, which is `None` if it is empty.
pub struct Tagged<'a, T>(&'a mut Option<T>);

/// Slot for the values of all other keys.
pub struct Others<'a, T>(&'a mut Rest<T>);

/// Creates the slot of a field that has a default value.
pub fn default<T>(slot: &mut T) -> Defaulted<'_, T> {
    Defaulted(slot)
}

/// Creates the slot of a field with a union.
pub fn union<T>(slot: &mut Option<T>) -> Tagged<'_, T> {
    Tagged(slot)
}

/// Creates the slot of the field that keeps all other keys.
pub fn rest<T>(slot: &mut Rest<T>) -> Others<'_, T> {
    Others(slot)
}

/// Slot for a value that is `None` until it is read.
impl<T: FromJson> Slot for Option<T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        T::read(self, json)
    }
}

impl<T: FromJson> Slot for Defaulted<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut slot = None;
        T::read(&mut slot, json)?;
        if let Some(value) = slot {
            *self.0 = value;
        }
        Ok(())
    }
}

impl<T: FromJson + Union> Slot for Tagged<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        T::read(self.0, json)?;
        if self.0.as_ref().is_some_and(Union::is_empty) {
            *self.0 = None;
        }
        Ok(())
    }
}

impl<T: FromJson> Slot for Others<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }

    fn read_rest(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        json.entry(|value| self.0.insert(key.to_owned(), value).is_none())
    }
}

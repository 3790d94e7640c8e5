//! Fields that may be missing, `null` or a value.

use serde::Serializer;

use crate::runtime::json::field::Field;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::json::value::{Failed, FromJson, JsonValue, Slot};
use crate::runtime::json::writer::ObjectWriter;

/// Value of a field that may be missing, `null` or a value, which are three different things for the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The field is missing.
    #[default]
    Absent,
    /// The field is `null`.
    Null,
    /// The field has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns the value; `None` if the field is missing or `null`.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value without copying it; `None` if the field is missing or `null`.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Changes the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }

    /// Returns `true` if the field is missing.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns `true` if the field is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is `null`.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Slot for a field while an object is read.
pub struct NullableSlot<'a, T>(&'a mut Nullable<T>);

/// Creates the slot of a field.
pub fn slot<T>(field: &mut Nullable<T>) -> NullableSlot<'_, T> {
    NullableSlot(field)
}

impl<T: FromJson> Slot for NullableSlot<'_, T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut value = None;
        if let Some(json) = json.unless_null()? {
            T::read(&mut value, json)?;
        }
        *self.0 = value.into();
        Ok(())
    }
}

impl Field {
    /// Creates a field that may be missing, `null` or a value.
    #[must_use]
    pub const fn nullable(name: &'static str) -> Self {
        let mut field = Self::optional(name);
        field.accepts_null = true;
        field
    }
}

impl<S: Serializer> ObjectWriter<S> {
    /// Writes a field unless it is missing.
    pub fn nullable<T: ToJson>(&mut self, value: &Nullable<T>) {
        match value {
            Nullable::Absent => self.optional::<T>(&None),
            Nullable::Null => self.required::<Option<bool>>(&None),
            Nullable::Value(value) => self.required(value),
        }
    }
}

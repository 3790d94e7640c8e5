//! Optional: needed by enums of strings. Their unknown values are in `unknown_value.rs`.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

use crate::runtime::json::path::UNKNOWN_VALUES;

/// A string, by its text: no memory is set aside for a value that is known.
///
/// # Errors
/// If the value is not a string.
pub fn deserialize_string<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}

/// Enum value that is unknown to this version of the SDK. It is sent back unchanged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the value as it is written on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UnknownValue {
    fn from(value: &str) -> Self {
        UNKNOWN_VALUES.set(UNKNOWN_VALUES.get().wrapping_add(1));
        Self(value.into())
    }
}

impl From<String> for UnknownValue {
    fn from(value: String) -> Self {
        UNKNOWN_VALUES.set(UNKNOWN_VALUES.get().wrapping_add(1));
        Self(value.into())
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

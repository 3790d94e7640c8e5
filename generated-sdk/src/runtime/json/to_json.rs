//! Writing of values as JSON. JSON has no NaN and no infinity, which `serde_json` would write as `null`.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::runtime::secret::secret_string::SecretString;

/// Message about a number that is not finite.
pub(crate) const NOT_FINITE: &str = "found NaN or infinity, which JSON does not have";

/// Type that can be written as JSON. Floating point numbers in it must be finite.
pub trait ToJson: Serialize {
    /// Writes the value. The message of an error contains the path of a number that is not finite.
    ///
    /// # Errors
    /// Returns an error if a number is not finite, or if the serializer fails.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// Value that serde writes by its [`ToJson`].
pub struct Json<'a, T: ?Sized>(pub &'a T);

impl<T: ToJson + ?Sized> Serialize for Json<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Writes an entry of an object. An error in its value names the key.
pub(crate) fn write_entry<M: SerializeMap, T: ToJson + ?Sized>(
    map: &mut M,
    key: &str,
    value: &T,
) -> Result<(), M::Error> {
    let written = map.serialize_entry(key, &Json(value));
    written.map_err(|error| within(key, error))
}

/// Adds a step to the path of an error, if it is that of a number.
#[cold]
fn within<E: Error>(step: impl Display, error: E) -> E {
    let text = error.to_string();
    if !text.ends_with(NOT_FINITE) {
        return error;
    }
    match text.strip_prefix("at `") {
        Some(rest) if rest.starts_with('[') => E::custom(format_args!("at `{step}{rest}")),
        Some(rest) => E::custom(format_args!("at `{step}.{rest}")),
        None => E::custom(format_args!("at `{step}`: {text}")),
    }
}

impl ToJson for f64 {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_finite() {
            return Err(S::Error::custom(NOT_FINITE));
        }
        serializer.serialize_f64(*self)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&Json(value)),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for (index, item) in self.iter().enumerate() {
            let written = list.serialize_element(&Json(item));
            written.map_err(|error| within(format_args!("[{index}]"), error))?;
        }
        list.end()
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            write_entry(&mut map, key, value)?;
        }
        map.end()
    }
}

macro_rules! without_floats {
    ($($ty:ty),* $(,)?) => {
        $(impl ToJson for $ty {})*
    };
}

without_floats!(
    bool,
    i32,
    i64,
    str,
    String,
    SecretString,
    Box<RawValue>,
    Value
);

//! `Deserialize` of models: any deserializer of serde is read as JSON text, which is then decoded as the body of a call is.

use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::runtime::json::decode::read_text;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::FromJson;

/// Name under which `serde_json` returns a value as text. Values of other formats, and of a `serde_json` without that
/// name, are written as text here.
const RAW_VALUE: &str = "$serde_json::private::RawValue";
/// Key under which `serde_json` returns a number with all its digits, if it is built to keep them.
const NUMBER: &str = "$serde_json::private::Number";

/// Implements `Deserialize` for a type that is read from JSON.
macro_rules! impl_deserialize {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::json::bridge::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use impl_deserialize;

/// Reads a value from any deserializer of serde, for the `Deserialize` of models.
///
/// # Errors
/// Fails if the deserializer fails or the value is not valid.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut text = String::new();
    deserializer.deserialize_newtype_struct(RAW_VALUE, JsonText(&mut text))?;
    let mut slot = None;
    let read = read_text(&text, Notes::default(), &mut |json| {
        T::read(&mut slot, json)
    });
    read.map_err(|failure| D::Error::custom(DecodeFailure::new("the value", &failure, &text)))?;
    slot.ok_or_else(|| D::Error::custom("the value is missing"))
}

/// Writes a value as JSON behind a text.
struct JsonText<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for JsonText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl JsonText<'_> {
    /// Writes a value that JSON has in the form in which it is displayed.
    fn write<E: Error>(self, value: impl fmt::Display) -> Result<(), E> {
        write!(self.0, "{value}").map_err(E::custom)
    }
}

impl<'de> Visitor<'de> for JsonText<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.write("null")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.write(value)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.write(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.write(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        if !number.is_finite() {
            return Err(E::custom("found NaN or infinity, expected a number"));
        }
        // This format keeps the fraction of a whole number.
        self.write(format_args!("{number:?}"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.write(serde_json::to_string(text).map_err(E::custom)?)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.push('[');
        let start = self.0.len();
        while items.next_element_seed(JsonText(self.0))?.is_some() {
            self.0.push(',');
        }
        end(self.0, start, ']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.0.push('{');
        let start = self.0.len();
        while let Some(key) = entries.next_key::<String>()? {
            if self.0.len() == start && (key == RAW_VALUE || key == NUMBER) {
                self.0.pop();
                self.0.push_str(&entries.next_value::<String>()?);
                return Ok(());
            }
            JsonText(self.0).visit_str(&key)?;
            self.0.push(':');
            entries.next_value_seed(JsonText(self.0))?;
            self.0.push(',');
        }
        end(self.0, start, '}');
        Ok(())
    }
}

/// Ends an array or an object, whose first value would stand at `start`. A comma stands behind each of its values.
fn end(text: &mut String, start: usize, close: char) {
    if text.len() > start {
        text.pop();
    }
    text.push(close);
}

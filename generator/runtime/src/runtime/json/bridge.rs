//! `Deserialize` of models: any deserializer of serde is read as JSON text, which is then decoded as the body of a call is.
//!
//! The text of a value in JSON is only to be had by the private name with which `RawValue` requests it: `RawValue` itself
//! fails for every other format, and a deserializer can be asked only once. The names below only save work and keep
//! positions and digits: if a `serde_json` had others, values would be read token by token, as those of other formats are.
//!
//! All of it is compiled in the programs that use serde to read a model.

use std::cell::Cell;
use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::runtime::json::document::{Read, read_text};
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::foreign::{is_recording, record};
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::FromJson;

/// Name under which `serde_json` returns a value as text. Values of other formats, and of a `serde_json` without that
/// name, are written as text here.
const RAW_VALUE: &str = "$serde_json::private::RawValue";
/// Key under which `serde_json` returns a number with all its digits, if it is built to keep them.
const NUMBER: &str = "$serde_json::private::Number";

/// Implements `Deserialize` for a type that is read from JSON.
#[allow(unused_macros, reason = "an API may have no such type")]
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

#[allow(unused_imports, reason = "an API may have no such type")]
pub(crate) use impl_deserialize;

/// Reads a value from any deserializer of serde, for the `Deserialize` of models.
///
/// # Errors
/// Returns an error if the deserializer fails or the value is not valid.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let (mut text, origin) = (String::new(), Cell::new(None));
    let visitor = JsonText(&mut text, &origin);
    deserializer.deserialize_newtype_struct(RAW_VALUE, visitor)?;
    let mut slot = None;
    let read = read_model(&text, origin.get(), &mut |json| T::read(&mut slot, json));
    read.map_err(D::Error::custom)?;
    slot.ok_or_else(|| D::Error::custom("the value is missing"))
}

/// Reads the text of a model. If it is part of a document, the document learns of the result.
#[inline]
fn read_model(text: &str, origin: Option<usize>, read: Read<'_>) -> Result<(), DecodeFailure> {
    let document = origin.filter(|_| is_recording());
    let notes = match document {
        Some(_) => Notes::listening(),
        None => Notes::default(),
    };
    match read_text(text, notes, read) {
        Ok(findings) => {
            record(document, || Ok(findings));
            Ok(())
        }
        Err(failure) => {
            let error = DecodeFailure::new("the value", &failure, text);
            record(document, || Err((failure, error.to_string())));
            Err(error)
        }
    }
}

/// Writes a value as JSON behind a text, and remembers the address of a text that was taken from a document.
struct JsonText<'t>(&'t mut String, &'t Cell<Option<usize>>);

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
        while items.next_element_seed(JsonText(self.0, self.1))?.is_some() {
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
                return entries.next_value_seed(RawText(self));
            }
            JsonText(self.0, self.1).visit_str(&key)?;
            self.0.push(':');
            entries.next_value_seed(JsonText(self.0, self.1))?;
            self.0.push(',');
        }
        end(self.0, start, '}');
        Ok(())
    }
}

/// Copies a text that is JSON already.
struct RawText<'t>(JsonText<'t>);

impl<'de> DeserializeSeed<'de> for RawText<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for RawText<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_borrowed_str<E: Error>(self, json: &'de str) -> Result<(), E> {
        self.0.1.set(Some(json.as_ptr().addr()));
        self.visit_str(json)
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<(), E> {
        self.0.0.push_str(json);
        Ok(())
    }
}

/// Ends an array or an object, whose first value would stand at `start`. A comma stands behind each of its values.
#[inline]
fn end(text: &mut String, start: usize, close: char) {
    if text.len() > start {
        text.pop();
    }
    text.push(close);
}

//! JSON forms of the types of the standard library, of secrets, and of JSON itself.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::reader::Keys;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::scanner::Kind;
use crate::runtime::json::value::{Entries, Failed, FromJson, JsonValue, Slot};
use crate::runtime::secret::secret_string::SecretString;

impl FromJson for String {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        *slot = Some(json.string("a string")?.into_owned());
        Ok(())
    }
}

impl FromJson for SecretString {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        *slot = Some(json.string("a string")?.into_owned().into());
        Ok(())
    }
}

impl_scalar!(bool, i32, i64, f64);

impl FromScalar for bool {
    const EXPECTED: &'static str = "a boolean";

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Boolean(value) => Some(*value),
            Scalar::Text(_) | Scalar::Number(_) => None,
        }
    }
}

impl FromScalar for i32 {
    const EXPECTED: &'static str = "a 32-bit integer";
    const IS_INTEGER: bool = true;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.number()?.integer()?.try_into().ok()
    }
}

impl FromScalar for i64 {
    const EXPECTED: &'static str = "a 64-bit integer";
    const IS_INTEGER: bool = true;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.number()?.integer()
    }
}

impl FromScalar for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.number()?.float()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        let value = slot.insert(None);
        match json.unless_null()? {
            Some(json) => T::read(value, json),
            None => Ok(()),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        json.list(slot.insert(Self::new()))
    }
}

/// Receives an item.
impl<T: FromJson> Slot for Vec<T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut slot = None;
        T::read(&mut slot, json)?;
        if let Some(item) = slot {
            self.push(item);
        }
        Ok(())
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        json.map(Keys::Data, slot.insert(Self::new()))
    }
}

/// Receives an entry.
impl<T: FromJson> Entries for BTreeMap<String, T> {
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        json.entry(|value| self.insert(key.to_owned(), value).is_none())
    }
}

impl FromJson for Value {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        *slot = Some(json.any()?);
        Ok(())
    }
}

/// Receives an entry of an object, by the index of a `Value`, which `serde_json` has compiled. The functions of its map are
/// generic.
impl Entries for Value {
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        json.entry(|value| {
            let is_new = self.get(key).is_none();
            self[key] = value;
            is_new
        })
    }
}

impl FromJson for Box<RawValue> {
    #[inline]
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        *slot = Some(json.raw()?);
        Ok(())
    }
}

impl JsonValue<'_> {
    /// Returns the value, which may have any type.
    pub(crate) fn any(self) -> Result<Value, Failed> {
        Ok(match self.kind()? {
            Kind::Null => self.checked(self.scanner.null()).map(|()| Value::Null)?,
            Kind::Boolean => Value::Bool(self.checked(self.scanner.boolean())?),
            Kind::Text => Value::String(self.string("a string")?.into_owned()),
            Kind::Number => {
                let start = self.scanner.position();
                let text = self.checked(self.scanner.number())?.text;
                let Some(number) = number(text) else {
                    self.scanner.rewind(start);
                    return Err(self.mismatch("a number"));
                };
                Value::Number(number)
            }
            Kind::Array => {
                let mut items = Vec::new();
                self.list(&mut items)?;
                Value::Array(items)
            }
            Kind::Object => {
                let mut object = Value::Object(Map::new());
                self.map(Keys::Data, &mut object)?;
                object
            }
        })
    }

    /// Reads the value of an entry, and adds it to a map. `insert` returns `false` if the map has the key already.
    pub(crate) fn entry<T: FromJson>(self, insert: impl FnOnce(T) -> bool) -> Result<(), Failed> {
        let (scanner, path) = (self.scanner, self.path);
        let mut slot = None;
        T::read(&mut slot, self)?;
        match slot.map(insert) {
            Some(false) => Err(JsonValue::new(scanner, path).fail(Flaw::duplicate_key())),
            Some(true) | None => Ok(()),
        }
    }
}

/// Returns a number with all its digits, if `serde_json` is built to keep them; otherwise the nearest number. `None` if
/// it would be infinite.
fn number(text: &str) -> Option<Number> {
    let number = text.parse::<Number>().ok();
    if number
        .as_ref()
        .is_some_and(|number| number.to_string() == text)
    {
        return number;
    }
    // `serde_json` does not always return the nearest floating point number.
    text.parse().ok().and_then(Number::from_f64).or(number)
}

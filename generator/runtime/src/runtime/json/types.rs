//! JSON forms of the types of the standard library, of secrets, and of JSON itself.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::runtime::json::value::{
    Entries, Failed, FromJson, FromScalar, JsonValue, Keys, Scalar, ScalarKind, Slot,
};
use crate::runtime::secret::secret_string::SecretString;

impl FromScalar for String {
    const KIND: ScalarKind = ScalarKind::Text;
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.text().map(str::to_owned)
    }
}

impl FromScalar for SecretString {
    const KIND: ScalarKind = ScalarKind::Text;
    const EXPECTED: &'static str = "a string";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.text().map(Self::from)
    }
}

impl FromScalar for bool {
    const KIND: ScalarKind = ScalarKind::Boolean;
    const EXPECTED: &'static str = "a boolean";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Boolean(value) => Some(value),
            Scalar::Text(_) | Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_) => None,
        }
    }
}

impl FromScalar for i32 {
    const KIND: ScalarKind = ScalarKind::Integer;
    const EXPECTED: &'static str = "a 32-bit integer";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.integer()?.try_into().ok()
    }
}

impl FromScalar for i64 {
    const KIND: ScalarKind = ScalarKind::Integer;
    const EXPECTED: &'static str = "a 64-bit integer";

    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        scalar.integer()
    }
}

impl FromScalar for f64 {
    const KIND: ScalarKind = ScalarKind::Float;
    const EXPECTED: &'static str = "a number";

    #[allow(
        clippy::cast_precision_loss,
        reason = "an integer is converted to the precision of a float"
    )]
    fn from_scalar(scalar: Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Integer(number) => Some(number as f64),
            Scalar::Unsigned(number) => Some(number as f64),
            Scalar::Float(number) => Some(number),
            Scalar::Text(_) | Scalar::Boolean(_) => None,
        }
    }
}

impl<'a> Scalar<'a> {
    /// Returns the text of a string.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Boolean(_) | Self::Integer(_) | Self::Unsigned(_) | Self::Float(_) => None,
        }
    }

    /// Returns a 64-bit integer.
    pub(crate) fn integer(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            Self::Unsigned(number) => number.try_into().ok(),
            Self::Text(_) | Self::Boolean(_) | Self::Float(_) => None,
        }
    }
}

impl<T: FromScalar> FromJson for T {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        json.scalar(slot).map(|_| ())
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        T::read(slot.insert(None), json.or_null())
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut items = Self::new();
        if json.list(&mut items)? {
            *slot = Some(items);
        }
        Ok(())
    }
}

/// Receives an item.
impl<T: FromJson> Slot for Vec<T> {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut slot = None;
        T::read(&mut slot, json)?;
        self.extend(slot);
        Ok(())
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut entries = Self::new();
        if json.map(Keys::Data, &mut entries)? {
            *slot = Some(entries);
        }
        Ok(())
    }
}

/// Receives an entry.
impl<T: FromJson> Entries for BTreeMap<String, T> {
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        let mut slot = None;
        T::read(&mut slot, json)?;
        if let Some(value) = slot {
            self.insert(key.to_owned(), value);
        }
        Ok(())
    }
}

impl FromJson for Value {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        *slot = json.any()?;
        Ok(())
    }
}

impl FromJson for Box<RawValue> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        *slot = json.raw()?;
        Ok(())
    }
}

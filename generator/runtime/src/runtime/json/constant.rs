//! Fields that always have the same value.

use serde::{Serialize, Serializer};

use crate::runtime::json::field::Field;
use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scalar::Scalar;
use crate::runtime::json::scanner::Kind;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::json::value::{Failed, JsonValue, Slot};
use crate::runtime::json::writer::ObjectWriter;

/// Value that never differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl Constant {
    /// Returns `true` if a scalar of a document is the value.
    pub(crate) fn is(self, scalar: &Scalar<'_>) -> bool {
        match (self, scalar) {
            (Self::Text(text), Scalar::Text(found)) => text == found,
            (Self::Integer(number), Scalar::Number(found)) => found.integer() == Some(number),
            (Self::Boolean(value), Scalar::Boolean(found)) => value == *found,
            (Self::Text(_) | Self::Integer(_) | Self::Boolean(_), _) => false,
        }
    }

    /// Returns the value as JSON.
    fn json(self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Integer(number) => number.into(),
            Self::Boolean(value) => value.into(),
        }
    }
}

impl Serialize for Constant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Boolean(value) => serializer.serialize_bool(*value),
        }
    }
}

impl ToJson for Constant {}

/// Any other value is an error, since it would be lost: Rust has no field for it. The message does not contain what was found,
/// which may be a secret.
impl Slot for Constant {
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed> {
        let expected = self.json();
        let start = json.scanner.position();
        let is_same = match json.kind()? {
            Kind::Null | Kind::Array | Kind::Object => false,
            Kind::Text | Kind::Boolean | Kind::Number => self.is(&json.scalar("")?),
        };
        if is_same {
            return Ok(());
        }
        json.scanner.rewind(start);
        Err(json.fail(Flaw::Invalid(format!(
            "found another value, expected the constant {expected}"
        ))))
    }
}

impl Field {
    /// Creates a field that must have its value.
    #[must_use]
    pub const fn constant(name: &'static str) -> Self {
        Self::required(name)
    }

    /// Allows the field to be missing or `null`.
    #[must_use]
    pub const fn omitted(self) -> Self {
        Self::optional(self.name)
    }
}

impl<S: Serializer> ObjectWriter<S> {
    /// Writes the value of a field that never differs.
    pub fn constant(&mut self, value: Constant) {
        self.required(&value);
    }
}

//! JSON values that have not been read yet, and the traits of types that are read from them.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::runtime::json::flaw::Flaw;
pub use crate::runtime::json::path::Failed;
use crate::runtime::json::path::JsonPath;
use crate::runtime::json::scalar::Scalar;
use crate::runtime::json::scanner::{Kind, Scanner};
use crate::runtime::json::unknown::UnknownKind;

/// Type that can be read from JSON.
pub trait FromJson: Sized {
    /// Reads a value into an empty slot.
    ///
    /// # Errors
    /// Returns an error if the value is not valid.
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed>;
}

/// Receiver of values.
pub trait Slot {
    /// Reads a value.
    ///
    /// # Errors
    /// Returns an error if the value is not valid.
    fn read(&mut self, json: JsonValue<'_>) -> Result<(), Failed>;

    /// Reads the value of a key that no field has. Only called for the slot of a `rest` field.
    ///
    /// # Errors
    /// Returns an error if the value is not valid.
    fn read_rest(&mut self, _key: &str, json: JsonValue<'_>) -> Result<(), Failed> {
        json.skip()
    }
}

/// Receiver of the entries of a map.
pub(crate) trait Entries {
    /// Reads the value of a key.
    fn read(&mut self, key: &str, json: JsonValue<'_>) -> Result<(), Failed>;
}

/// Value that has not been read yet.
pub struct JsonValue<'a> {
    pub(crate) scanner: &'a Scanner<'a>,
    pub(crate) path: &'a JsonPath<'a>,
}

impl<'a> JsonValue<'a> {
    /// Creates a value at a path.
    pub(crate) fn new(scanner: &'a Scanner<'a>, path: &'a JsonPath<'a>) -> Self {
        Self { scanner, path }
    }

    /// Returns the value, unless it is `null`.
    ///
    /// # Errors
    /// Returns an error if the text is not JSON.
    #[inline]
    pub fn unless_null(self) -> Result<Option<Self>, Failed> {
        if self.kind()? == Kind::Null {
            return self.checked(self.scanner.null()).map(|()| None);
        }
        Ok(Some(self))
    }

    /// Reads a string. The noun stands in the message for another kind of value.
    pub(crate) fn string(&self, expected: &str) -> Result<Cow<'a, str>, Failed> {
        if self.kind()? != Kind::Text {
            return Err(self.mismatch(expected));
        }
        let string = self.checked(self.scanner.string())?;
        if self.scanner.take_replaced() {
            self.path.found(UnknownKind::Replaced);
        }
        Ok(string)
    }

    /// Reads a scalar. The noun stands in the message for another kind of value.
    pub(crate) fn scalar(&self, expected: &str) -> Result<Scalar<'a>, Failed> {
        match self.kind()? {
            Kind::Text => self.string(expected).map(Scalar::Text),
            Kind::Boolean => self.checked(self.scanner.boolean()).map(Scalar::Boolean),
            Kind::Number => self.checked(self.scanner.number()).map(Scalar::Number),
            Kind::Null | Kind::Array | Kind::Object => Err(self.mismatch(expected)),
        }
    }

    /// Returns the value as text.
    pub(crate) fn raw(self) -> Result<Box<RawValue>, Failed> {
        self.kind()?;
        let start = self.scanner.position();
        let nesting = self.checked(self.scanner.skip())?;
        self.checked(self.scanner.limit(nesting))?;
        let json = self.scanner.text_since(start).to_owned();
        RawValue::from_string(json).map_err(|_| self.fail(Flaw::Malformed))
    }

    /// Skips the value.
    pub(crate) fn skip(self) -> Result<(), Failed> {
        self.checked(self.scanner.skip()).map(|_| ())
    }

    /// Returns the kind of the value.
    #[inline]
    pub(crate) fn kind(&self) -> Result<Kind, Failed> {
        self.checked(self.scanner.kind())
    }

    /// Records the failure of a step of the scanner.
    #[inline]
    pub(crate) fn checked<T>(&self, step: Result<T, Flaw>) -> Result<T, Failed> {
        step.map_err(|flaw| self.fail(flaw))
    }

    /// Records a failure.
    #[cold]
    pub(crate) fn fail(&self, flaw: Flaw) -> Failed {
        self.path.fail(flaw, self.scanner.position())
    }

    /// Records that the next value is not of the expected kind. The message does not contain the value, which may be a
    /// secret.
    #[cold]
    pub(crate) fn mismatch(&self, expected: &str) -> Failed {
        self.mismatch_of(expected, false)
    }

    /// Records that the next value is not the expected one, which may be any integer in a range.
    #[cold]
    pub(crate) fn mismatch_of(&self, expected: &str, is_integer: bool) -> Failed {
        let found = match self.scanner.kind() {
            Ok(Kind::Null) => "null",
            Ok(Kind::Boolean) => "boolean",
            Ok(Kind::Text) => "string",
            Ok(Kind::Array) => "array",
            Ok(Kind::Object) => "object",
            Ok(Kind::Number) => {
                let start = self.scanner.position();
                let number = self.scanner.number();
                self.scanner.rewind(start);
                match number {
                    Ok(number) => number.noun(is_integer),
                    Err(flaw) => return self.fail(flaw),
                }
            }
            Err(flaw) => return self.fail(flaw),
        };
        self.fail(Flaw::Invalid(format!("found {found}, expected {expected}")))
    }
}

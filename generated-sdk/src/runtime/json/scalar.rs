//! Types that are scalars in JSON.

use std::borrow::Cow;

use crate::runtime::json::scanner::Number;

/// Scalar in a document.
pub enum Scalar<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number<'a>),
}

/// Type that is a scalar in JSON.
pub trait FromScalar: Sized {
    /// Noun for messages: "expected …".
    const EXPECTED: &'static str;

    /// Whether an integer can only be invalid because it is out of range.
    const IS_INTEGER: bool = false;

    /// Returns the value of a scalar; `None` if the scalar is not valid.
    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self>;

    /// Returns `true` if the value is unknown to this version of the SDK.
    fn is_unknown(&self) -> bool {
        false
    }
}

impl Scalar<'_> {
    /// Returns the text of a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Boolean(_) | Self::Number(_) => None,
        }
    }

    /// Returns a number.
    pub(crate) fn number(&self) -> Option<&Number<'_>> {
        match self {
            Self::Number(number) => Some(number),
            Self::Text(_) | Self::Boolean(_) => None,
        }
    }
}

impl Number<'_> {
    /// Returns a 64-bit integer.
    pub(crate) fn integer(&self) -> Option<i64> {
        self.text.parse().ok().filter(|_| self.is_integer)
    }

    /// Returns the nearest floating point number; `None` if it would be infinite.
    pub(crate) fn float(&self) -> Option<f64> {
        self.text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }

    /// Returns a noun for messages about a number that is not valid. `expects_integer` is whether any integer in range is.
    pub(crate) fn noun(&self, expects_integer: bool) -> &'static str {
        match self.float() {
            None => "number out of range",
            Some(_) if self.is_integer && expects_integer => "integer out of range",
            Some(_) if self.is_integer => "integer",
            Some(_) => "floating point number",
        }
    }
}

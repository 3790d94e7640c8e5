//! Decimal numbers.

use std::fmt;
use std::str::FromStr;

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;
use crate::runtime::values::invalid_value::InvalidValue;

/// Decimal number with all its digits, such as `12.50`, which floating point numbers would round.
///
/// It is a string or a number in JSON. What was read is written as it was, and a new one is a string; [`Decimal::as_number`]
/// makes it a number. It does not calculate: parse its text with a library such as `rust_decimal`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: String,
    is_number: bool,
}

const EXPECTED: &str = "a decimal number such as `12.50`";

impl Decimal {
    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the same number, which is written as a number and not as a string.
    #[must_use]
    pub fn as_number(&self) -> Self {
        let (sign, digits) = match self.text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", self.text.as_str()),
        };
        // Numbers in JSON have no leading zeros.
        let shorter = digits.trim_start_matches('0');
        let zero = if shorter.starts_with(|first: char| first.is_ascii_digit()) {
            ""
        } else {
            "0"
        };
        Self {
            text: format!("{sign}{zero}{shorter}"),
            is_number: true,
        }
    }
}

impl FromStr for Decimal {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        if !is_decimal(text) {
            return Err(InvalidValue(EXPECTED));
        }
        Ok(Self {
            text: text.to_owned(),
            is_number: false,
        })
    }
}

/// Returns `true` for digits with an optional sign, fraction and exponent.
fn is_decimal(text: &str) -> bool {
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    are_digits(whole) && are_digits(fraction) && are_digits(exponent)
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self {
            text: number.to_string(),
            is_number: false,
        }
    }
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Self {
        i64::from(number).into()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_number {
            let number = RawValue::from_string(self.text.clone()).map_err(S::Error::custom)?;
            return number.serialize(serializer);
        }
        serializer.serialize_str(&self.text)
    }
}

impl FromScalar for Decimal {
    const EXPECTED: &'static str = EXPECTED;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => text.parse().ok(),
            Scalar::Number(number) => Some(Self {
                text: number.text.to_owned(),
                is_number: true,
            }),
            Scalar::Boolean(_) => None,
        }
    }
}

impl_deserialize!(Decimal);

impl_scalar!(Decimal);

impl ToJson for Decimal {}

impl Parameter for Decimal {}

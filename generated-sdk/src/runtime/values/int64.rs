//! 64-bit integers in JSON strings.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;

/// 64-bit integer that is a string in JSON, because many JSON parsers would round a number.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Int64(i64);

impl Int64 {
    /// Returns the integer.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for Int64 {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl From<i32> for Int64 {
    fn from(number: i32) -> Self {
        Self(number.into())
    }
}

impl From<u32> for Int64 {
    fn from(number: u32) -> Self {
        Self(number.into())
    }
}

impl From<Int64> for i64 {
    fn from(number: Int64) -> Self {
        number.0
    }
}

impl PartialEq<i64> for Int64 {
    fn eq(&self, other: &i64) -> bool {
        self.0 == *other
    }
}

impl FromStr for Int64 {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Int64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Int64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Int64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromScalar for Int64 {
    const EXPECTED: &'static str = "a 64-bit integer in a string";
    const IS_INTEGER: bool = true;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        match scalar {
            Scalar::Text(text) => text.parse().ok(),
            Scalar::Number(number) => number.integer().map(Self),
            Scalar::Boolean(_) => None,
        }
    }
}

impl_deserialize!(Int64);

impl_scalar!(Int64);

impl ToJson for Int64 {}

impl Parameter for Int64 {}

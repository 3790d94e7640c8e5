//! Dates.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt;
use std::str::FromStr;

use ::chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;
use crate::runtime::values::invalid_value::InvalidValue;

/// Date of the Gregorian calendar without a time zone, from the year 1 to the year 9999.
///
/// On the wire it is a string such as `2026-01-31`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

const EXPECTED: &str = "a date such as `2026-01-31`";

impl Date {
    /// Creates a date from its year, its month and its day, which begin with 1. Returns `None` if there is no such date.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
        Self::from_chrono(date)
    }

    /// Returns the year, from 1 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        u16::try_from(self.0.year()).unwrap_or_default()
    }

    /// Returns the month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        u8::try_from(self.0.month()).unwrap_or_default()
    }

    /// Returns the day of the month, from 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        u8::try_from(self.0.day()).unwrap_or_default()
    }

    fn from_chrono(date: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }
}

impl FromStr for Date {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        // `chrono` also reads dates with spaces, and with fewer digits.
        let is_full = |date: &Self| date.to_string() == text;
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let date = date.and_then(Self::from_chrono).filter(is_full);
        date.ok_or(InvalidValue(EXPECTED))
    }
}

/// Writes the form on the wire.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromScalar for Date {
    const EXPECTED: &'static str = EXPECTED;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.text()?.parse().ok()
    }
}

impl_deserialize!(Date);

impl_scalar!(Date);

impl ToJson for Date {}

impl Parameter for Date {}

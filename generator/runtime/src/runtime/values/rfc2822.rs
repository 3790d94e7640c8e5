//! Date-times in the format of emails.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Timelike};
use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;
use crate::runtime::values::invalid_value::InvalidValue;
use crate::runtime::values::timestamp::Timestamp;

/// Date-time that is a string in the format of RFC 2822 on the wire, such as `Tue, 1 Jul 2003 10:52:37 +0000`.
///
/// It is a whole second in UTC, and converts from and into a [`Timestamp`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rfc2822(Timestamp);

const EXPECTED: &str = "a date-time of RFC 2822 between the years 1 and 9999";
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Rfc2822 {
    /// Returns the date-time.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

/// Drops the fraction of the second, which the format does not have.
impl From<Timestamp> for Rfc2822 {
    fn from(time: Timestamp) -> Self {
        Self(Timestamp::from_unix(time.seconds(), 0).unwrap_or(time))
    }
}

impl From<Rfc2822> for Timestamp {
    fn from(time: Rfc2822) -> Self {
        time.0
    }
}

impl FromStr for Rfc2822 {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let time = DateTime::parse_from_rfc2822(text).map_err(|_| InvalidValue(EXPECTED))?;
        let time = Timestamp::from_chrono(&time).ok_or(InvalidValue(EXPECTED))?;
        Ok(time.into())
    }
}

/// Writes the form on the wire.
impl fmt::Display for Rfc2822 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = DateTime::from_timestamp(self.0.seconds(), 0).ok_or(fmt::Error)?;
        let (weekday, day, year) = (time.weekday(), time.day(), time.year());
        let month = usize::try_from(time.month0()).map_err(|_| fmt::Error)?;
        let month = MONTHS.get(month).ok_or(fmt::Error)?;
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        write!(
            f,
            "{weekday}, {day} {month} {year:04} {hour:02}:{minute:02}:{second:02} +0000"
        )
    }
}

impl fmt::Debug for Rfc2822 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Rfc2822 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromScalar for Rfc2822 {
    const EXPECTED: &'static str = EXPECTED;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.text()?.parse().ok()
    }
}

impl_deserialize!(Rfc2822);

impl_scalar!(Rfc2822);

impl ToJson for Rfc2822 {}

impl Parameter for Rfc2822 {}

//! Times of day.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;
use crate::runtime::values::invalid_value::InvalidValue;

/// Local time of day without a time zone, with nanosecond precision.
///
/// On the wire it is a string such as `09:30:00` or `09:30:00.250`. `09:30` is read as well.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    hour: u8,
    minute: u8,
    second: u8,
    nanos: u32,
}

const EXPECTED: &str = "a time of day such as `09:30:00`";

impl TimeOfDay {
    /// Creates a time of day from its hour, minute, second and nanoseconds. Returns `None` if there is no such time.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: u8, nanos: u32) -> Option<Self> {
        let fits = hour < 24 && minute < 60 && second < 60 && nanos < 1_000_000_000;
        fits.then_some(Self {
            hour,
            minute,
            second,
            nanos,
        })
    }

    /// Returns the hour, from 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// Returns the minute, from 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// Returns the second, from 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        self.second
    }

    /// Returns the nanoseconds after the whole second.
    #[must_use]
    pub fn nanos(self) -> u32 {
        self.nanos
    }
}

impl FromStr for TimeOfDay {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        parse(text).ok_or(InvalidValue(EXPECTED))
    }
}

fn parse(text: &str) -> Option<TimeOfDay> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, rest) = rest.split_once(':').unwrap_or((rest, "00"));
    let (second, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let two = |text: &str| {
        text.parse()
            .ok()
            .filter(|_| text.len() == 2 && are_digits(text))
    };
    if !are_digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanos = format!("{fraction:0<9}").parse().ok()?;
    TimeOfDay::new(two(hour)?, two(minute)?, two(second)?, nanos)
}

/// Writes the form on the wire, with 0, 3, 6 or 9 decimals, as needed.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.hour, self.minute, self.second);
        write!(f, "{hour:02}:{minute:02}:{second:02}")?;
        match self.nanos {
            0 => Ok(()),
            nanos if nanos % 1_000_000 == 0 => write!(f, ".{:03}", nanos / 1_000_000),
            nanos if nanos % 1_000 == 0 => write!(f, ".{:06}", nanos / 1_000),
            nanos => write!(f, ".{nanos:09}"),
        }
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromScalar for TimeOfDay {
    const EXPECTED: &'static str = EXPECTED;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.text()?.parse().ok()
    }
}

impl_deserialize!(TimeOfDay);

impl_scalar!(TimeOfDay);

impl ToJson for TimeOfDay {}

impl Parameter for TimeOfDay {}

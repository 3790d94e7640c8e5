//! Date-times.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use ::chrono::{DateTime, Datelike, TimeZone, Timelike};
use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;

/// Date-time in UTC with nanosecond precision, from the year 1 to the year 9999.
///
/// On the wire it is a string in the format of RFC 3339, such as `2026-01-31T12:00:00.250Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

/// 0001-01-01T00:00:00Z.
const FIRST_SECOND: i64 = -62_135_596_800;
/// 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;
const NANOS_PER_SECOND: u32 = 1_000_000_000;

impl Timestamp {
    /// Creates a timestamp from the seconds since 1970-01-01T00:00:00Z and the nanoseconds after them. Returns `None` if it
    /// is out of range.
    #[must_use]
    pub fn from_unix(seconds: i64, nanos: u32) -> Option<Self> {
        let fits = (FIRST_SECOND..=LAST_SECOND).contains(&seconds) && nanos < NANOS_PER_SECOND;
        fits.then_some(Self { seconds, nanos })
    }

    /// Returns a date-time of `chrono`, which has leap seconds as second 59 with more than a billion nanoseconds. They become
    /// the next second.
    pub(crate) fn from_chrono<Tz: TimeZone>(time: &DateTime<Tz>) -> Option<Self> {
        let nanos = time.timestamp_subsec_nanos();
        let carry = i64::from(nanos / NANOS_PER_SECOND);
        Self::from_unix(time.timestamp() + carry, nanos % NANOS_PER_SECOND)
    }

    /// Returns the whole seconds since 1970-01-01T00:00:00Z; negative before that time.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds after the whole seconds.
    #[must_use]
    pub fn nanos(&self) -> u32 {
        self.nanos
    }
}

/// Writes the form on the wire, with 0, 3, 6 or 9 decimals, as needed. `#[inline]`, because few programs write one.
impl fmt::Display for Timestamp {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = DateTime::from_timestamp(self.seconds, self.nanos).ok_or(fmt::Error)?;
        let (year, month, day) = (time.year(), time.month(), time.day());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        match self.nanos {
            0 => {}
            nanos if nanos % 1_000_000 == 0 => write!(f, ".{:03}", nanos / 1_000_000)?,
            nanos if nanos % 1_000 == 0 => write!(f, ".{:06}", nanos / 1_000)?,
            nanos => write!(f, ".{nanos:09}")?,
        }
        f.write_str("Z")
    }
}

impl fmt::Debug for Timestamp {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Error for a value that cannot be converted to or from a [`Timestamp`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTimestampError(());

impl fmt::Display for ParseTimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date-time of RFC 3339 between the years 1 and 9999")
    }
}

impl std::error::Error for ParseTimestampError {}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| ParseTimestampError(()))?;
        Self::from_chrono(&time).ok_or(ParseTimestampError(()))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromScalar for Timestamp {
    const EXPECTED: &'static str = "a date-time of RFC 3339 between the years 1 and 9999";

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.text()?.parse().ok()
    }
}

impl_deserialize!(Timestamp);

impl_scalar!(Timestamp);

impl ToJson for Timestamp {}

impl Parameter for Timestamp {}

impl TryFrom<SystemTime> for Timestamp {
    type Error = ParseTimestampError;

    #[inline]
    fn try_from(time: SystemTime) -> Result<Self, ParseTimestampError> {
        let out_of_range = |_| ParseTimestampError(());
        let (seconds, nanos) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (
                i64::try_from(after.as_secs()).map_err(out_of_range)?,
                after.subsec_nanos(),
            ),
            Err(before) => {
                // Nanoseconds are never negative, so a time before the epoch takes them from the second before.
                let before = before.duration();
                let seconds = -i64::try_from(before.as_secs()).map_err(out_of_range)?;
                match before.subsec_nanos() {
                    0 => (seconds, 0),
                    nanos => (seconds - 1, NANOS_PER_SECOND - nanos),
                }
            }
        };
        Self::from_unix(seconds, nanos).ok_or(ParseTimestampError(()))
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = ParseTimestampError;

    #[inline]
    fn try_from(time: Timestamp) -> Result<Self, ParseTimestampError> {
        let seconds = Duration::from_secs(time.seconds.unsigned_abs());
        let second = if time.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(seconds)
        } else {
            Self::UNIX_EPOCH.checked_add(seconds)
        };
        let moment =
            second.and_then(|second| second.checked_add(Duration::from_nanos(time.nanos.into())));
        moment.ok_or(ParseTimestampError(()))
    }
}

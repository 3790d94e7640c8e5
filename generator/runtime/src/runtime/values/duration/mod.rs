//! Durations.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::text::parameter::Parameter;

/// Duration with nanosecond precision, which may be negative.
///
/// On the wire it is a string: seconds with up to nine decimals and an `s`, such as `1.500s`. It can be created from a
/// [`Duration`], and converted to one if it is not negative.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignedDuration {
    /// Total number of nanoseconds. The seconds fit into 64 bits.
    nanos: i128,
}

const NANOS_PER_SECOND: i128 = 1_000_000_000;
const DECIMALS: usize = 9;

impl SignedDuration {
    /// Returns the whole seconds, rounded towards zero.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        i64::try_from(self.nanos / NANOS_PER_SECOND).unwrap_or(i64::MAX)
    }

    /// Returns the nanoseconds after the whole seconds, with the sign of the duration.
    #[must_use]
    pub fn subsec_nanos(&self) -> i32 {
        i32::try_from(self.nanos % NANOS_PER_SECOND).unwrap_or_default()
    }

    /// Returns `true` if the duration is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.nanos < 0
    }
}

impl From<Duration> for SignedDuration {
    fn from(duration: Duration) -> Self {
        let seconds = i128::from(duration.as_secs().min(i64::MAX.unsigned_abs()));
        let nanos = seconds * NANOS_PER_SECOND + i128::from(duration.subsec_nanos());
        Self { nanos }
    }
}

/// Error for a string that is not a [`SignedDuration`], or for a conversion of a negative one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationError(());

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a duration in the supported range, such as `1.5s`")
    }
}

impl std::error::Error for DurationError {}

impl TryFrom<SignedDuration> for Duration {
    type Error = DurationError;

    fn try_from(span: SignedDuration) -> Result<Self, DurationError> {
        let seconds =
            u64::try_from(span.nanos / NANOS_PER_SECOND).map_err(|_| DurationError(()))?;
        let nanos = u32::try_from(span.nanos % NANOS_PER_SECOND).map_err(|_| DurationError(()))?;
        Ok(Self::new(seconds, nanos))
    }
}

impl FromStr for SignedDuration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let number = text.strip_suffix('s').ok_or(DurationError(()))?;
        let (negative, number) = match number.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, number),
        };
        let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !are_digits(whole) || !are_digits(decimals) || decimals.len() > DECIMALS {
            return Err(DurationError(()));
        }
        let seconds: i64 = whole.parse().map_err(|_| DurationError(()))?;
        let decimals: u32 = format!("{decimals:0<DECIMALS$}")
            .parse()
            .map_err(|_| DurationError(()))?;
        let nanos = i128::from(seconds) * NANOS_PER_SECOND + i128::from(decimals);
        let nanos = if negative { -nanos } else { nanos };
        Ok(Self { nanos })
    }
}

/// Writes the form on the wire, with 0, 3, 6 or 9 decimals, as needed.
impl fmt::Display for SignedDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let all = self.nanos.unsigned_abs();
        let second = NANOS_PER_SECOND.unsigned_abs();
        let (seconds, nanos) = (all / second, all % second);
        match nanos {
            0 => write!(f, "{sign}{seconds}s"),
            nanos if nanos % 1_000_000 == 0 => {
                write!(f, "{sign}{seconds}.{:03}s", nanos / 1_000_000)
            }
            nanos if nanos % 1_000 == 0 => write!(f, "{sign}{seconds}.{:06}s", nanos / 1_000),
            nanos => write!(f, "{sign}{seconds}.{nanos:09}s"),
        }
    }
}

impl fmt::Debug for SignedDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for SignedDuration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromScalar for SignedDuration {
    const EXPECTED: &'static str = "a duration, such as `1.5s`";

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.text()?.parse().ok()
    }
}

impl_deserialize!(SignedDuration);

impl_scalar!(SignedDuration);

impl ToJson for SignedDuration {}

impl Parameter for SignedDuration {}

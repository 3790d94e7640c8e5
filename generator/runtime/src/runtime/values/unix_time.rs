//! Date-times as numbers.

use std::fmt::{self, Write as _};
use std::str::FromStr;
use std::time::SystemTime;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::runtime::json::bridge;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::json::value::{Failed, FromJson, JsonValue};
use crate::runtime::text::parameter::Parameter;
use crate::runtime::values::invalid_value::InvalidValue;
use crate::runtime::values::timestamp::{ParseTimestampError, Timestamp};

/// Date-time that is a number of seconds since 1970-01-01T00:00:00Z on the wire, such as `1767225600`.
///
/// It converts from and into a [`Timestamp`].
pub type UnixSeconds = UnixTime<9>;

/// Date-time that is a number of milliseconds since 1970-01-01T00:00:00Z on the wire, such as `1767225600000`.
///
/// It converts from and into a [`Timestamp`].
pub type UnixMillis = UnixTime<6>;

/// Date-time that is a number on the wire: that of nanoseconds, without its last `DIGITS` digits. More precise times have a
/// fraction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime<const DIGITS: u32>(Timestamp);

const EXPECTED: &str = "a Unix time between the years 1 and 9999";
const NANOS_PER_SECOND: i128 = 1_000_000_000;

impl<const DIGITS: u32> UnixTime<DIGITS> {
    /// Returns the date-time.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// Number of nanoseconds in a unit.
    const UNIT: i128 = 10_i128.pow(DIGITS);

    fn nanos(self) -> i128 {
        i128::from(self.0.seconds()) * NANOS_PER_SECOND + i128::from(self.0.nanos())
    }

    fn from_nanos(nanos: i128) -> Option<Self> {
        let seconds = nanos.div_euclid(NANOS_PER_SECOND).try_into().ok()?;
        let nanos = nanos.rem_euclid(NANOS_PER_SECOND).try_into().ok()?;
        Timestamp::from_unix(seconds, nanos).map(Self)
    }
}

impl<const DIGITS: u32> From<Timestamp> for UnixTime<DIGITS> {
    fn from(time: Timestamp) -> Self {
        Self(time)
    }
}

impl<const DIGITS: u32> From<UnixTime<DIGITS>> for Timestamp {
    fn from(time: UnixTime<DIGITS>) -> Self {
        time.0
    }
}

impl<const DIGITS: u32> TryFrom<SystemTime> for UnixTime<DIGITS> {
    type Error = ParseTimestampError;

    fn try_from(time: SystemTime) -> Result<Self, ParseTimestampError> {
        Timestamp::try_from(time).map(Self)
    }
}

/// Parses the number. A fraction may have as many digits as nanoseconds need.
impl<const DIGITS: u32> FromStr for UnixTime<DIGITS> {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let parsed = || {
            let (sign, number) = match text.strip_prefix('-') {
                Some(number) => (-1, number),
                None => (1, text),
            };
            let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
            let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let fraction = fraction.trim_end_matches('0');
            let missing = DIGITS.checked_sub(fraction.len().try_into().ok()?)?;
            if !are_digits(whole) || !are_digits(fraction) {
                return None;
            }
            let digits = format!("{whole}{fraction}").parse::<i128>().ok()?;
            Self::from_nanos(digits.checked_mul(10_i128.pow(missing))? * sign)
        };
        parsed().ok_or(InvalidValue(EXPECTED))
    }
}

/// Writes the number, with a fraction if it needs one.
impl<const DIGITS: u32> fmt::Display for UnixTime<DIGITS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.nanos();
        if nanos < 0 {
            f.write_char('-')?;
        }
        let unit = Self::UNIT.unsigned_abs();
        let (whole, fraction) = (nanos.unsigned_abs() / unit, nanos.unsigned_abs() % unit);
        write!(f, "{whole}")?;
        if fraction == 0 {
            return Ok(());
        }
        let width = DIGITS.try_into().unwrap_or_default();
        let fraction = format!("{fraction:0width$}");
        write!(f, ".{}", fraction.trim_end_matches('0'))
    }
}

/// Writes the date-time in the format of RFC 3339.
impl<const DIGITS: u32> fmt::Debug for UnixTime<DIGITS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<const DIGITS: u32> Serialize for UnixTime<DIGITS> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (nanos, unit) = (self.nanos(), Self::UNIT);
        match i64::try_from(nanos / unit) {
            Ok(whole) if nanos % unit == 0 => serializer.serialize_i64(whole),
            Ok(_) | Err(_) => {
                let number = RawValue::from_string(self.to_string()).map_err(S::Error::custom)?;
                number.serialize(serializer)
            }
        }
    }
}

impl<const DIGITS: u32> FromScalar for UnixTime<DIGITS> {
    const EXPECTED: &'static str = EXPECTED;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        scalar.number()?.text.parse().ok()
    }
}

impl<const DIGITS: u32> FromJson for UnixTime<DIGITS> {
    fn read(slot: &mut Option<Self>, json: JsonValue<'_>) -> Result<(), Failed> {
        scalar_reader::read(slot, &json)
    }
}

impl<'de, const DIGITS: u32> Deserialize<'de> for UnixTime<DIGITS> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bridge::deserialize(deserializer)
    }
}

impl<const DIGITS: u32> ToJson for UnixTime<DIGITS> {}

impl<const DIGITS: u32> Parameter for UnixTime<DIGITS> {}

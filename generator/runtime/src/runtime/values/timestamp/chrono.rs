//! Conversions of timestamps from and to the types of `chrono`.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};

use crate::runtime::values::timestamp::{ParseTimestampError, Timestamp};

impl From<Timestamp> for DateTime<Utc> {
    fn from(time: Timestamp) -> Self {
        Self::UNIX_EPOCH
            + TimeDelta::seconds(time.seconds)
            + TimeDelta::nanoseconds(time.nanos.into())
    }
}

/// A leap second becomes the next second. Fails outside of the years 1 to 9999.
impl<Tz: TimeZone> TryFrom<DateTime<Tz>> for Timestamp {
    type Error = ParseTimestampError;

    fn try_from(time: DateTime<Tz>) -> Result<Self, ParseTimestampError> {
        Self::from_chrono(&time).ok_or(ParseTimestampError(()))
    }
}

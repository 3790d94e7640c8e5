//! Conversions of timestamps from and to the types of `time`.

use time::{Duration, OffsetDateTime};

use crate::runtime::values::timestamp::{ParseTimestampError, Timestamp};

/// The result has the offset of UTC.
impl From<Timestamp> for OffsetDateTime {
    fn from(time: Timestamp) -> Self {
        Self::UNIX_EPOCH
            + Duration::seconds(time.seconds)
            + Duration::nanoseconds(time.nanos.into())
    }
}

/// Fails before the year 1, and after the year 9999.
impl TryFrom<OffsetDateTime> for Timestamp {
    type Error = ParseTimestampError;

    fn try_from(time: OffsetDateTime) -> Result<Self, ParseTimestampError> {
        Self::from_unix(time.unix_timestamp(), time.nanosecond()).ok_or(ParseTimestampError(()))
    }
}

//! Conversions of timestamps from and to those of `jiff`.

use crate::runtime::values::timestamp::{NANOS_PER_SECOND, ParseTimestampError, Timestamp};

/// Fails in the last day of the year 9999, which `jiff` cannot represent in all time zones.
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = ParseTimestampError;

    fn try_from(time: Timestamp) -> Result<Self, ParseTimestampError> {
        let nanos = i32::try_from(time.nanos).map_err(|_| ParseTimestampError(()))?;
        Self::new(time.seconds, nanos).map_err(|_| ParseTimestampError(()))
    }
}

/// Fails before the year 1.
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = ParseTimestampError;

    fn try_from(time: jiff::Timestamp) -> Result<Self, ParseTimestampError> {
        // Before 1970, both parts are negative.
        let (seconds, nanos) = (time.as_second(), time.subsec_nanosecond());
        let moment = match u32::try_from(nanos) {
            Ok(nanos) => Self::from_unix(seconds, nanos),
            Err(_) => Self::from_unix(
                seconds - 1,
                nanos.wrapping_add_unsigned(NANOS_PER_SECOND).unsigned_abs(),
            ),
        };
        moment.ok_or(ParseTimestampError(()))
    }
}

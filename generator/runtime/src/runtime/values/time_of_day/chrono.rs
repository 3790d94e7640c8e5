//! Conversions of times of day from and to those of `chrono`.

use chrono::{NaiveTime, Timelike};

use crate::runtime::values::invalid_value::InvalidValue;
use crate::runtime::values::time_of_day::{EXPECTED, TimeOfDay};

impl From<TimeOfDay> for NaiveTime {
    fn from(time: TimeOfDay) -> Self {
        let [hour, minute, second] = [time.hour, time.minute, time.second].map(u32::from);
        // Every time of day is one of `chrono`.
        Self::from_hms_nano_opt(hour, minute, second, time.nanos).unwrap_or_default()
    }
}

/// Fails in a leap second.
impl TryFrom<NaiveTime> for TimeOfDay {
    type Error = InvalidValue;

    fn try_from(time: NaiveTime) -> Result<Self, InvalidValue> {
        let parts = [time.hour(), time.minute(), time.second()];
        let [hour, minute, second] = parts.map(|part| u8::try_from(part).unwrap_or(u8::MAX));
        Self::new(hour, minute, second, time.nanosecond()).ok_or(InvalidValue(EXPECTED))
    }
}

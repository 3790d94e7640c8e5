//! Conversions of times of day from and to those of `time`.

use time::Time;

use crate::runtime::values::time_of_day::TimeOfDay;

impl From<TimeOfDay> for Time {
    fn from(time: TimeOfDay) -> Self {
        let TimeOfDay {
            hour,
            minute,
            second,
            nanos,
        } = time;
        // Every time of day is one of `time`.
        Self::from_hms_nano(hour, minute, second, nanos).unwrap_or(Self::MIDNIGHT)
    }
}

impl From<Time> for TimeOfDay {
    fn from(time: Time) -> Self {
        Self {
            hour: time.hour(),
            minute: time.minute(),
            second: time.second(),
            nanos: time.nanosecond(),
        }
    }
}

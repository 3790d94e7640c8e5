//! Conversions of times of day from and to those of `jiff`.

use crate::runtime::values::time_of_day::TimeOfDay;

impl From<TimeOfDay> for jiff::civil::Time {
    fn from(time: TimeOfDay) -> Self {
        let parts = [time.hour, time.minute, time.second];
        let [hour, minute, second] = parts.map(|part| i8::try_from(part).unwrap_or_default());
        let nanos = i32::try_from(time.nanos).unwrap_or_default();
        // Every time of day is one of `jiff`.
        Self::new(hour, minute, second, nanos).unwrap_or_default()
    }
}

impl From<jiff::civil::Time> for TimeOfDay {
    fn from(time: jiff::civil::Time) -> Self {
        Self {
            hour: time.hour().unsigned_abs(),
            minute: time.minute().unsigned_abs(),
            second: time.second().unsigned_abs(),
            nanos: time.subsec_nanosecond().unsigned_abs(),
        }
    }
}

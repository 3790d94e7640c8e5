//! Conversions of dates from and to those of `jiff`.

use crate::runtime::values::date::{Date, EXPECTED};
use crate::runtime::values::invalid_value::InvalidValue;

impl From<Date> for jiff::civil::Date {
    fn from(date: Date) -> Self {
        let year = i16::try_from(date.year()).unwrap_or_default();
        let [month, day] = [date.month(), date.day()].map(|part| i8::try_from(part).unwrap_or(1));
        // Every date from the year 1 to the year 9999 is one of `jiff`.
        Self::new(year, month, day).unwrap_or_default()
    }
}

/// Fails before the year 1.
impl TryFrom<jiff::civil::Date> for Date {
    type Error = InvalidValue;

    fn try_from(date: jiff::civil::Date) -> Result<Self, InvalidValue> {
        let year = u16::try_from(date.year()).ok();
        let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
        let date = year.and_then(|year| Self::new(year, month, day));
        date.ok_or(InvalidValue(EXPECTED))
    }
}

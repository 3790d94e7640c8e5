//! Conversions of dates from and to those of `time`.

use crate::runtime::values::date::{Date, EXPECTED};
use crate::runtime::values::invalid_value::InvalidValue;

impl From<Date> for time::Date {
    fn from(date: Date) -> Self {
        let month = time::Month::try_from(date.month()).unwrap_or(time::Month::January);
        // Every date from the year 1 to the year 9999 is one of `time`.
        Self::from_calendar_date(date.year().into(), month, date.day()).unwrap_or(Self::MIN)
    }
}

/// Fails outside of the years 1 to 9999.
impl TryFrom<time::Date> for Date {
    type Error = InvalidValue;

    fn try_from(date: time::Date) -> Result<Self, InvalidValue> {
        let year = u16::try_from(date.year()).ok();
        let date = year.and_then(|year| Self::new(year, date.month().into(), date.day()));
        date.ok_or(InvalidValue(EXPECTED))
    }
}

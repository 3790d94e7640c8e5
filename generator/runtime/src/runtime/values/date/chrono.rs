//! Conversions of dates from and to those of `chrono`.

use chrono::NaiveDate;

use crate::runtime::values::date::{Date, EXPECTED};
use crate::runtime::values::invalid_value::InvalidValue;

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

/// Fails outside of the years 1 to 9999.
impl TryFrom<NaiveDate> for Date {
    type Error = InvalidValue;

    fn try_from(date: NaiveDate) -> Result<Self, InvalidValue> {
        Self::from_chrono(date).ok_or(InvalidValue(EXPECTED))
    }
}

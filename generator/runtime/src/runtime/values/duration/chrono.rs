//! Conversions of durations from and to those of `chrono`.

use chrono::TimeDelta;

use crate::runtime::values::duration::{DurationError, NANOS_PER_SECOND, SignedDuration};

/// Fails for durations of more than about 292 million years, which `chrono` cannot represent.
impl TryFrom<SignedDuration> for TimeDelta {
    type Error = DurationError;

    fn try_from(span: SignedDuration) -> Result<Self, DurationError> {
        let seconds = Self::try_seconds(span.seconds()).ok_or(DurationError(()))?;
        let nanos = Self::nanoseconds(span.subsec_nanos().into());
        seconds.checked_add(&nanos).ok_or(DurationError(()))
    }
}

impl From<TimeDelta> for SignedDuration {
    fn from(span: TimeDelta) -> Self {
        let nanos =
            i128::from(span.num_seconds()) * NANOS_PER_SECOND + i128::from(span.subsec_nanos());
        Self { nanos }
    }
}

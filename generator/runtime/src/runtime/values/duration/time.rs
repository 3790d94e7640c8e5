//! Conversions of durations from and to those of `time`.

use crate::runtime::values::duration::SignedDuration;

impl From<SignedDuration> for time::Duration {
    fn from(span: SignedDuration) -> Self {
        Self::new(span.seconds(), span.subsec_nanos())
    }
}

impl From<time::Duration> for SignedDuration {
    fn from(span: time::Duration) -> Self {
        Self {
            nanos: span.whole_nanoseconds(),
        }
    }
}

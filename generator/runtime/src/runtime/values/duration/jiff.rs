//! Conversions of durations from and to those of `jiff`.

use crate::runtime::values::duration::SignedDuration;

impl From<SignedDuration> for jiff::SignedDuration {
    fn from(span: SignedDuration) -> Self {
        Self::new(span.seconds(), span.subsec_nanos())
    }
}

impl From<jiff::SignedDuration> for SignedDuration {
    fn from(span: jiff::SignedDuration) -> Self {
        Self {
            nanos: span.as_nanos(),
        }
    }
}

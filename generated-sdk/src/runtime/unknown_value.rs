//! Optional: needed by enums, for values that are newer than the SDK.

use std::fmt;

use super::track::UNKNOWN_VALUES;

/// A value that this version of the SDK does not know. It is sent back as it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for UnknownValue {
    fn from(value: &str) -> Self {
        UNKNOWN_VALUES.set(UNKNOWN_VALUES.get().wrapping_add(1));
        Self(value.into())
    }
}

impl From<String> for UnknownValue {
    fn from(value: String) -> Self {
        UNKNOWN_VALUES.set(UNKNOWN_VALUES.get().wrapping_add(1));
        Self(value.into())
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

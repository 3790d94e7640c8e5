//! Error of values that are made from text or from other types.

use std::fmt;

/// Error for a text or a value that does not have the format of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue(pub(crate) &'static str);

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.0)
    }
}

impl std::error::Error for InvalidValue {}

//! Constants: values that never differ.

use crate::scalars::Scalar;
use serde_json::{Value as Json, json};
use std::fmt;

/// Value that is the same in all requests and responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    /// A text.
    Text(String),
    /// An integer.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

impl Constant {
    /// Returns the value in JSON.
    #[must_use]
    pub fn json(&self) -> Json {
        match self {
            Self::Text(text) => json!(text),
            Self::Integer(number) => json!(number),
            Self::Boolean(value) => json!(value),
        }
    }

    /// Returns the type of the value.
    #[must_use]
    pub fn scalar(&self) -> Scalar {
        match self {
            Self::Text(_) => Scalar::String,
            Self::Integer(_) => Scalar::Int64,
            Self::Boolean(_) => Scalar::Bool,
        }
    }

    /// Returns `true` for an empty text, 0 and `false`.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Integer(number) => *number == 0,
            Self::Boolean(value) => !value,
        }
    }
}

/// Writes the value as in JSON.
impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.json().fmt(f)
    }
}

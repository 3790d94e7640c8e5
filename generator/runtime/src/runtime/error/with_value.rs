//! Errors of work that consists of several requests.

use std::fmt;

use crate::runtime::error::Error;

/// Error with a value that was received before it: the last value of a wait, or the result of the call before an upload.
///
/// It converts into an [`Error`], so that `?` works in functions that return one.
pub struct ErrorWithValue<T> {
    error: Error,
    /// Boxed to keep results small.
    value: Option<Box<T>>,
}

impl<T> ErrorWithValue<T> {
    pub(crate) fn new(error: Error, value: Option<Box<T>>) -> Self {
        Self { error, value }
    }

    /// Returns the value; `None` if none was received. A connection error may have one too, if it occurred after a value
    /// was received.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_deref()
    }

    /// Returns the value; `None` if none was received.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        self.value.map(|value| *value)
    }

    /// Returns the error without the value.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// Returns the error without the value.
    #[must_use]
    pub fn into_error(self) -> Error {
        self.error
    }
}

impl<T> From<ErrorWithValue<T>> for Error {
    fn from(error: ErrorWithValue<T>) -> Self {
        error.error
    }
}

impl<T> fmt::Display for ErrorWithValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// Writes the error without the value.
impl<T> fmt::Debug for ErrorWithValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorWithValue")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<T> std::error::Error for ErrorWithValue<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

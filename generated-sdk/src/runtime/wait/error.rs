//! Errors of waits.

use std::fmt;

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

/// Error of a wait, with the last value that was received.
///
/// It converts into an [`Error`], so that `?` works in functions that return one.
pub struct WaitError<T> {
    error: Error,
    /// Boxed to keep results small.
    last: Option<Box<T>>,
}

impl<T> WaitError<T> {
    pub(crate) fn new(error: Error, last: Option<Box<T>>) -> Self {
        Self { error, last }
    }

    /// Returns `true` if the last value is one that will never become the one that was waited for.
    #[must_use]
    pub fn is_wait_failed(&self) -> bool {
        self.error.is_wait_failed()
    }

    /// Returns `true` if the time was over, or a request timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.error.is_timeout()
    }

    /// Returns the last value that was received; `None` if there was none. Any error may have one, such as that of a
    /// connection that broke after some values.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.last.as_deref()
    }

    /// Returns the last value that was received; `None` if there was none.
    #[must_use]
    pub fn into_last(self) -> Option<T> {
        self.last.map(|last| *last)
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

impl<T> From<WaitError<T>> for Error {
    fn from(error: WaitError<T>) -> Self {
        error.error
    }
}

impl<T> fmt::Display for WaitError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// Writes the error without the value.
impl<T> fmt::Debug for WaitError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<T> std::error::Error for WaitError<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

impl Error {
    /// Returns `true` if a wait failed: the last value will never become the one that was waited for.
    #[must_use]
    pub fn is_wait_failed(&self) -> bool {
        self.kind() == ErrorKind::WaitFailed
    }
}

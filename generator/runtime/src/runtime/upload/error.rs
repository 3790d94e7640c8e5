//! Errors of uploads.

use std::fmt;

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

/// Error of an upload, with the result of the call that came before it.
///
/// If the server to which the content was sent did not accept it, the error has the status and the body of its response.
/// It converts into an [`Error`], so that `?` works in functions that return one.
pub struct UploadError<T> {
    error: Error,
    /// Boxed to keep results small.
    created: Option<Box<T>>,
}

impl<T> UploadError<T> {
    pub(crate) fn new(error: Error, created: Option<Box<T>>) -> Self {
        Self { error, created }
    }

    /// Returns `true` if the server to which the content was sent did not accept it.
    #[must_use]
    pub fn is_upload(&self) -> bool {
        self.error.is_upload()
    }

    /// Returns the result of the call; `None` if the call itself has failed. Its URL may still be valid:
    /// `upload_to` of the request sends content to it.
    #[must_use]
    pub fn created(&self) -> Option<&T> {
        self.created.as_deref()
    }

    /// Returns the result of the call; `None` if the call itself has failed.
    #[must_use]
    pub fn into_created(self) -> Option<T> {
        self.created.map(|created| *created)
    }

    /// Returns the error without the result of the call.
    #[must_use]
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// Returns the error without the result of the call.
    #[must_use]
    pub fn into_error(self) -> Error {
        self.error
    }
}

impl<T> From<UploadError<T>> for Error {
    fn from(error: UploadError<T>) -> Self {
        error.error
    }
}

impl<T> fmt::Display for UploadError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// Writes the error without the result of the call.
impl<T> fmt::Debug for UploadError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadError")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl<T> std::error::Error for UploadError<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

impl Error {
    /// Returns `true` if the server to which content was uploaded did not accept it.
    #[must_use]
    pub fn is_upload(&self) -> bool {
        self.kind() == ErrorKind::Upload
    }
}

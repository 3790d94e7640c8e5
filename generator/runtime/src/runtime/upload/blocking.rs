//! Blocking uploads, for programs that are not asynchronous.

use crate::runtime::transport::blocking::block_on;
use crate::runtime::upload::UploadCall;
use crate::runtime::upload::error::UploadError;

impl<T> UploadCall<T> {
    /// Blocks the current thread until the upload has ended.
    ///
    /// # Errors
    /// Fails as the upload does when it is awaited.
    pub fn send_blocking(self) -> Result<T, UploadError<T>> {
        block_on(self).unwrap_or_else(|error| Err(UploadError::new(error, None)))
    }
}

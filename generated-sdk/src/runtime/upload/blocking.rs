//! Blocking uploads, for programs that are not asynchronous.

use crate::runtime::error::with_value::ErrorWithValue;
use crate::runtime::transport::blocking::block_on;
use crate::runtime::upload::UploadCall;

impl<T> UploadCall<T> {
    /// Blocks the current thread until the upload has ended.
    ///
    /// # Errors
    /// Returns the same errors as the upload when it is awaited.
    pub fn send_blocking(self) -> Result<T, ErrorWithValue<T>> {
        block_on(self).unwrap_or_else(|error| Err(ErrorWithValue::new(error, None)))
    }
}

//! Blocking calls, for programs that are not asynchronous.

use crate::runtime::call::Call;
use crate::runtime::error::Error;
use crate::runtime::transport::blocking::block_on;

impl<T> Call<T> {
    /// Sends the request and blocks the current thread until the call has ended.
    ///
    /// # Errors
    /// Returns the same errors as the call when it is awaited.
    pub fn send_blocking(self) -> Result<T, Error> {
        block_on(self)?
    }
}

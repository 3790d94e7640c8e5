//! Calls for programs that are not asynchronous.

use crate::runtime::call::Call;
use crate::runtime::error::Error;
use crate::runtime::transport::blocking::block_on;

impl<T> Call<T> {
    /// Makes the call, and blocks the thread until it is done.
    ///
    /// # Errors
    /// Those of the call.
    pub fn send_blocking(self) -> Result<T, Error> {
        block_on(self)?
    }
}

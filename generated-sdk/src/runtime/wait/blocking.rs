//! Blocking waits, for programs that are not asynchronous.

use crate::runtime::error::with_value::ErrorWithValue;
use crate::runtime::transport::blocking::block_on;
use crate::runtime::wait::Wait;

impl<T> Wait<T> {
    /// Blocks the current thread until the wait has ended.
    ///
    /// # Errors
    /// Returns the same errors as the wait when it is awaited.
    pub fn send_blocking(self) -> Result<T, ErrorWithValue<T>> {
        block_on(self.send()).unwrap_or_else(|error| Err(ErrorWithValue::new(error, None)))
    }
}

//! Failures of waits.

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

impl Error {
    /// Returns `true` if a wait failed: the last value will never become the one that was waited for.
    #[must_use]
    pub fn is_wait_failed(&self) -> bool {
        self.kind() == ErrorKind::WaitFailed
    }
}

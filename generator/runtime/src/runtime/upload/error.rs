//! Failures of uploads.

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

impl Error {
    /// Returns `true` if the server to which content was uploaded did not accept it. The error has the status and the body of
    /// its response.
    #[must_use]
    pub fn is_upload(&self) -> bool {
        self.kind() == ErrorKind::Upload
    }
}

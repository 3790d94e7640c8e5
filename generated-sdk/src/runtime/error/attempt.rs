//! Attempts of a call.

use std::time::Duration;

use http::StatusCode;

/// One attempt of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// Status of the response; `None` if there was no response.
    pub status: Option<StatusCode>,
    /// Delay before this attempt.
    pub delay: Duration,
    /// Duration of the attempt.
    pub duration: Duration,
}

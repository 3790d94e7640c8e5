//! Attempts of a call.

use std::time::Duration;

use http::StatusCode;

/// One attempt of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// The status of the response; absent if there was none.
    pub status: Option<StatusCode>,
    /// How long the client waited before this attempt.
    pub delay: Duration,
    /// How long the attempt took.
    pub duration: Duration,
}

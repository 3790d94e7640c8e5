//! Calls whose status tells whether there is a value.

use std::time::Duration;

/// Result of a method whose status tells whether there is a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The value.
    Ready(T),
    /// The value is not ready yet. The request can be sent again later.
    Pending {
        /// Delay that the API requests before the next request (`Retry-After`), at most 60 seconds.
        retry_after: Option<Duration>,
        /// URL at which the API reports the progress or the value (`Location`), if it names a valid one.
        location: Option<String>,
    },
    /// There is no value.
    Nothing,
    /// The value is still the one that the caller has, according to the headers of the request.
    NotModified,
}

impl<T> Outcome<T> {
    /// Returns the value, if there is one.
    #[must_use]
    pub fn ready(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Pending { .. } | Self::Nothing | Self::NotModified => None,
        }
    }
}

//! Responses whose bodies the caller reads.

use http::StatusCode;

/// Responses of success whose bodies are left to the caller. All other bodies are read before the response is decoded.
#[derive(Clone, Copy)]
pub enum UnreadBodies {
    /// Those with these statuses.
    Only(&'static [u16]),
    /// Those with other statuses than these.
    Except(&'static [u16]),
}

impl UnreadBodies {
    /// No response.
    pub(crate) const NONE: Self = Self::Only(&[]);

    /// All responses of success.
    pub(crate) const ALL: Self = Self::Except(&[]);

    /// Returns `true` if a response of success with the status is among them.
    pub(crate) fn contains(self, status: StatusCode) -> bool {
        match self {
            Self::Only(statuses) => statuses.contains(&status.as_u16()),
            Self::Except(statuses) => !statuses.contains(&status.as_u16()),
        }
    }
}

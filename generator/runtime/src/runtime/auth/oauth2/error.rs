//! Errors of token servers.

use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;

use crate::runtime::transport::error::TransportError;

/// Reason why a token server gave no access token. It is the source of an error of the kind
/// [`Credentials`](crate::runtime::error::kind::ErrorKind::Credentials).
#[derive(Debug)]
pub struct TokenError {
    pub(super) status: Option<StatusCode>,
    pub(super) code: Option<String>,
    pub(super) description: Option<String>,
    pub(super) problem: &'static str,
    pub(super) source: Option<TransportError>,
}

impl TokenError {
    /// Creates the error for a failed connection.
    pub(super) fn connection(source: TransportError) -> Self {
        Self {
            status: None,
            code: None,
            description: None,
            problem: "the connection failed",
            source: Some(source),
        }
    }

    /// Creates the error for a response.
    pub(super) fn answer(status: StatusCode, problem: &'static str) -> Self {
        Self {
            status: Some(status),
            code: None,
            description: None,
            problem,
            source: None,
        }
    }

    /// Returns the status of the response; `None` if there was none.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// Returns the error code of the token server, such as `invalid_client`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the description of the token server for people.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no access token from the token server: {}", self.problem)?;
        if let Some(status) = self.status {
            write!(f, " ({status})")?;
        }
        for text in [&self.code, &self.description].into_iter().flatten() {
            write!(f, ": {text}")?;
        }
        Ok(())
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_ref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

//! Questions that programs ask of an error.

use http::StatusCode;

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

impl Error {
    /// Whether the client could not be built, or lacks a value that the call needs.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        self.kind() == ErrorKind::Configuration
    }

    /// Whether the request could not be sent as it is.
    #[must_use]
    pub fn is_request(&self) -> bool {
        self.kind() == ErrorKind::Request
    }

    /// Whether no connection could be made, or it broke.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        self.kind() == ErrorKind::Connection
    }

    /// Whether time ran out on this side. A status 408 or 504 is an answer, and not meant here.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the API answered with an error status.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.kind() == ErrorKind::Api
    }

    /// Whether a successful response could not be understood.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// Whether the API answered 400.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.answered(StatusCode::BAD_REQUEST)
    }

    /// Whether the API answered 401: the key is missing, wrong or expired.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.answered(StatusCode::UNAUTHORIZED)
    }

    /// Whether the API answered 403: the key may not do this.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.answered(StatusCode::FORBIDDEN)
    }

    /// Whether the API answered 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.answered(StatusCode::NOT_FOUND)
    }

    /// Whether the API answered 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.answered(StatusCode::CONFLICT)
    }

    /// Whether the API answered 422.
    #[must_use]
    pub fn is_unprocessable(&self) -> bool {
        self.answered(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Whether the API answered 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.answered(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether the API answered with a status from 500 to 599.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.is_api() && self.status().is_some_and(|status| status.is_server_error())
    }

    /// Whether the API refused the call with this status.
    fn answered(&self, status: StatusCode) -> bool {
        self.is_api() && self.status() == Some(status)
    }
}

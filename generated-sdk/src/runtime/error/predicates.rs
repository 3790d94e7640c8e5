//! Predicates of errors.

use http::StatusCode;

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

impl Error {
    /// Returns `true` if the client could not be built, or a value that the call needs is not configured.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        self.kind() == ErrorKind::Configuration
    }

    /// Returns `true` if the credentials provider failed, or returned invalid credentials.
    #[must_use]
    pub fn is_credentials(&self) -> bool {
        self.kind() == ErrorKind::Credentials
    }

    /// Returns `true` if a value of the request was invalid.
    #[must_use]
    pub fn is_request(&self) -> bool {
        self.kind() == ErrorKind::Request
    }

    /// Returns `true` if no connection could be made, or it broke.
    #[must_use]
    pub fn is_connection(&self) -> bool {
        self.kind() == ErrorKind::Connection
    }

    /// Returns `true` if a timeout of the client expired. The statuses 408 and 504 do not count.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Returns `true` if the API returned a status other than a success, or reported an error in a stream.
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.kind() == ErrorKind::Api
    }

    /// Returns `true` if the body of a successful response or of a webhook could not be decoded.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// Returns `true` if the call could have been retried once more, but the client had used up its retry budget, which
    /// limits the load on a server that is down.
    #[must_use]
    pub fn is_retry_budget_exhausted(&self) -> bool {
        self.inner().is_retry_budget_exhausted
    }

    /// Returns `true` if the API returned the status 400.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.has_error_status(StatusCode::BAD_REQUEST)
    }

    /// Returns `true` if the API returned the status 401: the key is missing, wrong or expired.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_error_status(StatusCode::UNAUTHORIZED)
    }

    /// Returns `true` if the API returned the status 403: the key lacks the permission.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_error_status(StatusCode::FORBIDDEN)
    }

    /// Returns `true` if the API returned the status 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_error_status(StatusCode::NOT_FOUND)
    }

    /// Returns `true` if the API returned the status 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_error_status(StatusCode::CONFLICT)
    }

    /// Returns `true` if the API returned the status 422.
    #[must_use]
    pub fn is_unprocessable(&self) -> bool {
        self.has_error_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Returns `true` if the API returned the status 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.has_error_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Returns `true` if the API returned a status from 500 to 599.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.is_api() && self.status().is_some_and(|status| status.is_server_error())
    }

    /// Returns `true` if the API returned this error status.
    fn has_error_status(&self, status: StatusCode) -> bool {
        self.is_api() && self.status() == Some(status)
    }
}

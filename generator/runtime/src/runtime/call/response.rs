//! Decoded responses with their status and headers.

use std::fmt;
use std::str::FromStr;

use http::{HeaderMap, StatusCode};

use crate::runtime::error::attempt::Attempt;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::headers::header_text;

/// Decoded data of a response, with its status and headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// Decoded value: the one that the method returns without `with_response`.
    pub data: T,
    status: StatusCode,
    headers: HeaderMap,
    attempts: Vec<Attempt>,
    /// Name of the header that contains the request id.
    request_id: &'static str,
}

impl Reply {
    /// Combines decoded data with the status and headers of the response.
    pub(crate) fn with_data<T>(self, data: T) -> Response<T> {
        Response {
            data,
            status: self.status,
            headers: self.headers,
            attempts: self.attempts,
            request_id: self.request.core.inner().api.request_id_header,
        }
    }
}

impl<T> Response<T> {
    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the value of a header as text; `None` if the response does not have it, or if it is not visible ASCII.
    #[must_use]
    pub fn header_text(&self, name: &str) -> Option<&str> {
        header_text(&self.headers, name)
    }

    /// Returns the value of a header, parsed; `None` if the response does not have it, or if it has another form.
    #[must_use]
    pub fn header_as<V: FromStr>(&self, name: &str) -> Option<V> {
        self.header_text(name)?.trim().parse().ok()
    }

    /// Returns the id that the API assigned to the request, if the response contains it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        header_text(&self.headers, self.request_id)
    }

    /// Returns all attempts in order. The last one succeeded.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Returns the decoded value without status and headers.
    #[must_use]
    pub fn into_data(self) -> T {
        self.data
    }
}

/// Headers are left out, because they may contain cookies and tokens.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("data", &self.data)
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

//! A response with what surrounds the data.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::runtime::error::attempt::Attempt;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::headers::header_text;

/// The data of a response together with its status and headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the method returns without `with_response`.
    pub data: T,
    status: StatusCode,
    headers: HeaderMap,
    attempts: Vec<Attempt>,
    /// Name of the header with the id of the request.
    request_id: &'static str,
}

impl Reply {
    /// Returns the response around decoded data.
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
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The id that the API gave to the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        header_text(&self.headers, self.request_id)
    }

    /// Every attempt that was made, in order: the last one succeeded.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// The data alone.
    #[must_use]
    pub fn into_data(self) -> T {
        self.data
    }
}

/// The headers are left out, for they may hold cookies and tokens.
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

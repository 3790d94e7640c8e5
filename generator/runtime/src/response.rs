//! A response with what surrounds the data.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::api::Api;

/// The data of a response together with its status and headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the method returns without `with_response`.
    pub data: T,
    status: StatusCode,
    headers: HeaderMap,
    attempts: Vec<Attempt>,
    api: &'static Api,
}

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
        request_id(self.api, &self.headers)
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

    /// A response of its parts.
    pub(super) fn new(
        data: T,
        api: &'static Api,
        status: StatusCode,
        headers: HeaderMap,
        attempts: Vec<Attempt>,
    ) -> Self {
        Self {
            data,
            status,
            headers,
            attempts,
            api,
        }
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

/// The id of a request, if the API gave one and it is text.
pub(super) fn request_id<'a>(api: &Api, headers: &'a HeaderMap) -> Option<&'a str> {
    headers.get(api.request_id_header)?.to_str().ok()
}

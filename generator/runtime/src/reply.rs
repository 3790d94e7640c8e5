//! A success, before it is decoded.

use http::{HeaderMap, StatusCode};

use super::body::Body;
use super::request::Request;
use super::response::{Attempt, Response};
use super::watch::Watch;

/// What came back, and for which request.
pub struct Reply {
    pub(super) request: Box<Request>,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) attempts: Vec<Attempt>,
    pub(super) watch: Watch,
}

impl Reply {
    /// The response around decoded data.
    pub(super) fn with_data<T>(self, data: T) -> Response<T> {
        let api = self.request.core.parts().api;
        Response::new(data, api, self.status, self.headers, self.attempts)
    }
}

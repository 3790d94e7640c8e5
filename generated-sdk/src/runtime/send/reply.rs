//! A success, before it is decoded.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::request::Request;
use crate::runtime::send::observer::CallObserver;
use crate::runtime::transport::body::Body;

/// What came back, and for which request.
pub struct Reply {
    pub(crate) request: Box<Request>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) watch: CallObserver,
}

impl Reply {
    /// Returns what an error keeps of a success that could not be used. The body is `body`.
    pub(crate) fn unusable(&self, body: Bytes) -> ErrorReply {
        let request_id = self.request.core.inner().api.request_id_header;
        ErrorReply::of_success(request_id, self.status, self.headers.clone(), body)
    }
}

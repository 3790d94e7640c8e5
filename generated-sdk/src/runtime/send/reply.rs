//! Successful responses before decoding.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::request::Request;
use crate::runtime::send::observer::CallObserver;
use crate::runtime::transport::body::Body;

/// Successful response with its request.
pub struct Reply {
    pub(crate) request: Box<Request>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) observer: CallObserver,
}

impl Reply {
    /// Returns the data that an error keeps of a successful response that could not be decoded. `body` is its body.
    pub(crate) fn unusable(&self, body: Bytes) -> ErrorReply {
        let request_id = self.request.core.inner().api.request_id_header;
        ErrorReply::of_success(request_id, self.status, self.headers.clone(), body)
    }
}

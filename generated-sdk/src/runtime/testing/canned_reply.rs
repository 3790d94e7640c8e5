//! Prepared replies of a test server, and simulated faults.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body::Frame;
use serde::Serialize;
use serde_json::{Value, json};

use crate::runtime::config::api::Api;
use crate::runtime::text::media_types::JSON;
use crate::runtime::time;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// Prepared reply.
#[derive(Clone, Debug)]
pub(crate) struct CannedReply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) delay: Duration,
    pub(crate) fault: Option<Fault>,
    /// Number of bytes after which the connection breaks if the reply is cut short; half of them by default.
    pub(crate) cut_at: Option<usize>,
}

/// Simulated fault of a reply.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// The connection cannot be established.
    Refused,
    /// The connection breaks before the response.
    Dropped,
    /// The connection breaks after this number of bytes of the body.
    CutAt(usize),
}

impl CannedReply {
    /// Creates a reply with any body.
    pub(crate) fn new(status: StatusCode, body: Bytes) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body,
            delay: Duration::ZERO,
            fault: None,
            cut_at: None,
        }
    }

    /// Creates a JSON reply as the API would send it.
    pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Self {
        let body = Bytes::from(to_json(value).to_string());
        Self::new(status, body).with_media_type(JSON)
    }

    /// Creates an error reply in the shape of the API's errors.
    pub(crate) fn error(api: &Api, status: StatusCode, message: &str) -> Self {
        let path = api.error_message.iter().rev();
        let body = path.fold(json!(message), |inner, key| json!({ *key: inner }));
        Self::json(status, &body)
    }

    /// Sets the media type of the body.
    pub(crate) fn with_media_type(mut self, media_type: &'static str) -> Self {
        let value = HeaderValue::from_static(media_type);
        self.headers.insert(CONTENT_TYPE, value);
        self
    }

    /// Creates a reply that fails with a fault before the response.
    pub(crate) fn failing(fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            ..Self::new(StatusCode::OK, Bytes::new())
        }
    }

    /// Returns the response or the fault after the delay.
    pub(crate) async fn deliver(self) -> Result<http::Response<Body>, TransportError> {
        if !self.delay.is_zero() {
            time::sleep(self.delay).await;
        }
        let body = match self.fault {
            None => Body::from(self.body),
            Some(Fault::CutAt(length)) => Body::new(TruncatedBody::new(self.body, length)),
            Some(Fault::Refused) => {
                return Err(TransportError::connect(io::Error::from(
                    io::ErrorKind::ConnectionRefused,
                )));
            }
            Some(Fault::Dropped) => return Err(TransportError::other(reset())),
        };
        let mut response = http::Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// Serializes a value as the API would, including its secrets.
///
/// # Panics
/// Panics if the value cannot be serialized. All models can.
pub(crate) fn to_json(value: &impl Serialize) -> Value {
    serde_json::to_value(value)
        .unwrap_or_else(|error| panic!("the reply cannot be serialized: {error}"))
}

/// Returns the error of a broken connection.
fn reset() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

/// Body that fails before its end.
struct TruncatedBody(VecDeque<io::Result<Bytes>>);

impl TruncatedBody {
    fn new(mut body: Bytes, length: usize) -> Self {
        body.truncate(length);
        Self(VecDeque::from([Ok(body), Err(reset())]))
    }
}

impl http_body::Body for TruncatedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(self.0.pop_front().map(|piece| piece.map(Frame::data)))
    }
}

//! What a test server answers, and how that goes wrong where it is meant to.

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

use super::api::Api;
use super::body::Body;
use super::testing_reveal::revealing;
use super::transport_error::TransportError;

/// One answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

/// What goes wrong with an answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fault {
    /// No connection is made.
    Refused,
    /// The connection breaks before the answer.
    Dropped,
    /// The connection breaks behind so many bytes of the body.
    CutAt(usize),
}

impl Answer {
    /// An answer with any body.
    pub(super) fn new(status: StatusCode, body: Bytes) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body,
            delay: Duration::ZERO,
            fault: None,
        }
    }

    /// An answer of JSON, as the API writes it: with what is read-only.
    pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Self {
        let body = Bytes::from(to_json(value).to_string());
        Self::new(status, body).with_type("application/json")
    }

    /// An error in the shape that the API gives to errors.
    pub(super) fn error(api: &Api, status: StatusCode, message: &str) -> Self {
        let path = api.error_message.iter().rev();
        let body = path.fold(json!(message), |inner, key| json!({ *key: inner }));
        Self::json(status, &body)
    }

    /// The same answer with a type of its body.
    pub(super) fn with_type(mut self, content_type: &'static str) -> Self {
        let value = HeaderValue::from_static(content_type);
        self.headers.insert(CONTENT_TYPE, value);
        self
    }

    /// The same answer, of which nothing but a failure arrives.
    pub(super) fn failing(fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            ..Self::new(StatusCode::OK, Bytes::new())
        }
    }

    /// Answers, after the delay.
    pub(super) async fn deliver(self) -> Result<http::Response<Body>, TransportError> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        let body = match self.fault {
            None => Body::from(self.body),
            Some(Fault::CutAt(length)) => Body::new(Cut::new(self.body, length)),
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

/// A value as the API would write it.
///
/// # Panics
/// If it cannot be serialised, which no model does.
pub(super) fn to_json(value: &impl Serialize) -> Value {
    revealing(|| serde_json::to_value(value))
        .unwrap_or_else(|error| panic!("the answer cannot be serialised: {error}"))
}

/// How a connection ends that breaks.
fn reset() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}

/// A body whose end does not arrive.
struct Cut(VecDeque<io::Result<Bytes>>);

impl Cut {
    fn new(mut body: Bytes, length: usize) -> Self {
        body.truncate(length);
        Self(VecDeque::from([Ok(body), Err(reset())]))
    }
}

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(self.0.pop_front().map(|piece| piece.map(Frame::data)))
    }
}

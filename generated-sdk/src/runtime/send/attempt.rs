//! Single attempts: sending a request and reading the response, within a deadline and a size limit.

use std::pin::pin;

use crate::runtime::time;
use crate::runtime::time::Instant;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use crate::runtime::client::ClientInner;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::request::streamed::{StreamFault, StreamLimits, StreamedBody};
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::{CorruptBody, TransportError};

/// Maximum number of bytes that are reserved because of the `Content-Length` of a response.
const MAX_RESERVED_BYTES: u64 = 1024 * 1024;

/// Outcome of an attempt.
pub(crate) enum AttemptOutcome {
    /// Response with any status.
    Received(Received),
    /// Successful response whose body has a fault. Only the part before it was read.
    Unreadable(Received, BodyFault),
    /// Failed connection. `status` is set if the failure came after the status line.
    Broken {
        error: TransportError,
        status: Option<StatusCode>,
    },
    /// Attempt that did not end before its deadline.
    TimedOut,
    /// Request whose body cannot be read.
    Unsendable(Error),
}

/// Reason why a body that has arrived cannot be used.
pub(crate) enum BodyFault {
    /// It is larger than the limit.
    TooLarge,
    /// It cannot be decompressed.
    Corrupt(BoxError),
}

/// Response. Its body has been read, unless the request leaves it unread.
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// Limits and options of an attempt.
#[derive(Clone, Copy)]
pub(crate) struct AttemptLimits {
    pub(crate) deadline: Option<Instant>,
    pub(crate) leaves_body_unread: bool,
}

impl AttemptOutcome {
    /// Returns the status of the response, if one was received.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Received(answer) | Self::Unreadable(answer, _) => Some(answer.status),
            Self::Broken { status, .. } => *status,
            Self::TimedOut | Self::Unsendable(_) => None,
        }
    }
}

/// Sends one attempt. Takes the request out of `request`.
pub(crate) async fn attempt(
    client: &ClientInner,
    request: &mut http::Request<Bytes>,
    limits: AttemptLimits,
) -> AttemptOutcome {
    let exchange = exchange(client, request, limits.leaves_body_unread);
    match limits.deadline {
        Some(deadline) => time::timeout_at(deadline, exchange)
            .await
            .unwrap_or(AttemptOutcome::TimedOut),
        None => exchange.await,
    }
}

/// Sends one attempt whose body is read while it is sent. Takes the request out of `request`.
pub(crate) async fn attempt_streamed(
    client: &ClientInner,
    request: &mut http::Request<Bytes>,
    body: &dyn StreamedBody,
    limits: StreamLimits,
    leaves_body_unread: bool,
) -> AttemptOutcome {
    let sending = body.send(&client.sender, std::mem::take(request), limits);
    let response = match sending.await {
        Ok(response) => response,
        Err(StreamFault::Content(error)) => return AttemptOutcome::Unsendable(error),
        Err(StreamFault::TimedOut) => return AttemptOutcome::TimedOut,
        Err(StreamFault::Transport(error)) => {
            return AttemptOutcome::Broken {
                error,
                status: None,
            };
        }
    };
    let receiving = receive(client, response, leaves_body_unread);
    let idle_end = Instant::now().checked_add(limits.idle);
    match idle_end.into_iter().chain(limits.end).min() {
        Some(end) => time::timeout_at(end, receiving)
            .await
            .unwrap_or(AttemptOutcome::TimedOut),
        None => receiving.await,
    }
}

/// Sends the request and reads the response. The body of a successful response is not read if `leaves_body_unread` is
/// set.
async fn exchange(
    client: &ClientInner,
    request: &mut http::Request<Bytes>,
    leaves_body_unread: bool,
) -> AttemptOutcome {
    match client.sender.send(request).await {
        Ok(response) => receive(client, response, leaves_body_unread).await,
        Err(error) => AttemptOutcome::Broken {
            error,
            status: None,
        },
    }
}

/// Reads a response, as [`exchange`] does.
pub(crate) async fn receive(
    client: &ClientInner,
    response: http::Response<Body>,
    leaves_body_unread: bool,
) -> AttemptOutcome {
    let (head, body) = response.into_parts();
    let mut answer = Received {
        status: head.status,
        headers: head.headers,
        body: Body::from(Bytes::new()),
    };
    let success = answer.status.is_success();
    if success && leaves_body_unread {
        answer.body = body;
        return AttemptOutcome::Received(answer);
    }
    let mut content = Content::default();
    let read = read(body, client.max_bytes.response, &mut content).await;
    answer.body = content.into_bytes().into();
    match read {
        Ok(()) => AttemptOutcome::Received(answer),
        // An error status is meaningful even if its body could not be read to the end.
        Err(_) if !success => AttemptOutcome::Received(answer),
        Err(ReadError::Fault(fault)) => AttemptOutcome::Unreadable(answer, fault),
        Err(ReadError::Broken(error)) => AttemptOutcome::Broken {
            error: TransportError::other(error),
            status: Some(answer.status),
        },
    }
}

/// Reason why a body could not be read.
enum ReadError {
    Fault(BodyFault),
    Broken(BoxError),
}

impl From<BoxError> for ReadError {
    fn from(error: BoxError) -> Self {
        if CorruptBody::is_in(&error) {
            Self::Fault(BodyFault::Corrupt(error))
        } else {
            Self::Broken(error)
        }
    }
}

/// Part of a body that has been read. A body that arrives in one chunk is not copied.
#[derive(Default)]
struct Content {
    first: Bytes,
    rest: BytesMut,
}

impl Content {
    fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }

    /// Adds a chunk of a body whose announced size is `announced`.
    fn push(&mut self, chunk: Bytes, announced: u64) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.rest.is_empty() {
            let announced = usize::try_from(announced.min(MAX_RESERVED_BYTES)).unwrap_or(0);
            self.rest.reserve(announced.max(self.first.len()));
            self.rest
                .extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.rest.extend_from_slice(&chunk);
    }

    fn into_bytes(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.freeze()
        }
    }
}

/// Reads a body up to a limit, and adds it to `content`.
async fn read(body: Body, limit: usize, content: &mut Content) -> Result<(), ReadError> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(ReadError::Fault(BodyFault::TooLarge));
    }
    let mut body = pin!(body);
    while let Some(frame) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let Ok(chunk) = frame?.into_data() else {
            continue;
        };
        if chunk.len() > limit - content.len() {
            return Err(ReadError::Fault(BodyFault::TooLarge));
        }
        content.push(chunk, announced);
    }
    Ok(())
}

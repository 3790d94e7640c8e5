//! Single attempts: sending a request and reading the response, within a deadline and a size limit.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::runtime::time;
use crate::runtime::time::Instant;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use crate::runtime::client::ClientInner;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::request::Request;
use crate::runtime::request::prepared::Prepared;
use crate::runtime::request::streamed::SendFault;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::chunks::Chunks;
use crate::runtime::transport::error::{CorruptBody, TransportError};

/// Maximum number of bytes that are reserved because of the `Content-Length` of a response.
const MAX_RESERVED_BYTES: u64 = 1024 * 1024;

/// Time of an attempt without an end.
const FOREVER: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 30);

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

/// Sends one attempt, whose body is in memory or is read while it is sent, and reads the response. Takes the request out of
/// `http`. The time of the attempt begins at `started`.
pub(crate) async fn attempt(
    request: &Request,
    prepared: &Prepared,
    http: &mut http::Request<Bytes>,
    started: Instant,
) -> AttemptOutcome {
    let client = request.core.inner();
    // Layers may add credentials, which other servers must not get.
    let sender = if request.is_foreign() {
        &client.innermost
    } else {
        &client.sender
    };
    let mut end = attempt_end(prepared, started);
    let sent = match prepared.streamed() {
        None => {
            let to_any_host = request.is_foreign() && client.is_bound_to_host;
            match time::timeout_at(end, sender.send(http, to_any_host)).await {
                Ok(sent) => sent.map_err(SendFault::Transport),
                Err(_) => Err(SendFault::TimedOut),
            }
        }
        Some(body) => {
            let sending = body.send(sender, std::mem::take(http), prepared.stream_limits());
            let sent = sending.await;
            // The time for the response begins when the body is sent.
            end = attempt_end(prepared, Instant::now());
            sent
        }
    };
    match sent {
        Ok(response) => {
            let leaves_unread = request.unread_bodies.contains(response.status());
            time::timeout_at(end, receive(client, response, leaves_unread))
                .await
                .unwrap_or(AttemptOutcome::TimedOut)
        }
        Err(SendFault::Content(error)) => AttemptOutcome::Unsendable(error),
        Err(SendFault::TimedOut) => AttemptOutcome::TimedOut,
        Err(SendFault::Transport(error)) => AttemptOutcome::Broken {
            error,
            status: None,
        },
    }
}

/// Returns the end of an attempt that begins at `started`.
pub(crate) fn attempt_end(prepared: &Prepared, started: Instant) -> Instant {
    let end = prepared.attempt_deadline(started);
    end.unwrap_or(started + FOREVER)
}

/// Reads a response. The body of a successful one is not read if `leaves_body_unread` is set.
pub(crate) async fn receive(
    client: &ClientInner,
    response: http::Response<Body>,
    leaves_body_unread: bool,
) -> AttemptOutcome {
    let (head, mut body) = response.into_parts();
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
    let mut content = Content::of(&body, client.max_bytes.response);
    let read = poll_fn(|cx| content.poll_read(&mut body, cx)).await;
    answer.body = content.chunks.into_bytes().into();
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

/// Part of a body that has been read.
struct Content {
    chunks: Chunks,
    /// Size of the whole body, as far as it is known.
    announced: u64,
    /// Maximum size.
    limit: usize,
}

impl Content {
    /// Returns nothing of a body that may have up to `limit` bytes.
    fn of(body: &Body, limit: usize) -> Self {
        Self {
            chunks: Chunks::default(),
            announced: body.size_hint().lower(),
            limit,
        }
    }

    /// Reads the rest of the body.
    fn poll_read(&mut self, body: &mut Body, cx: &mut Context<'_>) -> Poll<Result<(), ReadError>> {
        if usize::try_from(self.announced).map_or(true, |announced| announced > self.limit) {
            return Poll::Ready(Err(ReadError::Fault(BodyFault::TooLarge)));
        }
        let reserved = usize::try_from(self.announced.min(MAX_RESERVED_BYTES)).unwrap_or(0);
        while let Some(frame) = ready!(Pin::new(&mut *body).poll_frame(cx)) {
            let Ok(chunk) = frame?.into_data() else {
                continue;
            };
            if chunk.len() > self.limit - self.chunks.len() {
                return Poll::Ready(Err(ReadError::Fault(BodyFault::TooLarge)));
            }
            self.chunks.push(chunk, reserved);
        }
        Poll::Ready(Ok(()))
    }
}

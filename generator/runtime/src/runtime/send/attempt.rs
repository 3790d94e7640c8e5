//! Single attempts: sending a request and reading the response, within a deadline and a size limit.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use tokio::time::Instant;

use crate::runtime::client::ClientInner;
use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// Maximum number of bytes that are reserved because of the `Content-Length` of a response.
const MAX_RESERVED_BYTES: u64 = 1024 * 1024;

/// Outcome of an attempt.
pub(crate) enum AttemptOutcome {
    /// Response with any status.
    Received(Received),
    /// Successful response whose body is larger than the limit.
    TooLarge(Received),
    /// Failed connection. `status` is set if the failure came after the status line.
    Broken {
        error: TransportError,
        status: Option<StatusCode>,
    },
    /// Attempt that did not end before its deadline.
    TimedOut,
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
            Self::Received(answer) | Self::TooLarge(answer) => Some(answer.status),
            Self::Broken { status, .. } => *status,
            Self::TimedOut => None,
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
        Some(deadline) => tokio::time::timeout_at(deadline, exchange)
            .await
            .unwrap_or(AttemptOutcome::TimedOut),
        None => exchange.await,
    }
}

/// Sends the request and reads the response. The body of a successful response is not read if `leaves_body_unread` is
/// set.
async fn exchange(
    client: &ClientInner,
    request: &mut http::Request<Bytes>,
    leaves_body_unread: bool,
) -> AttemptOutcome {
    let response = match client.sender.send(request).await {
        Ok(response) => response,
        Err(error) => {
            return AttemptOutcome::Broken {
                error,
                status: None,
            };
        }
    };
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
    match read(body, client.max_bytes.response).await {
        Ok(body) => {
            answer.body = body.into();
            AttemptOutcome::Received(answer)
        }
        // An error status is meaningful even if its body could not be read.
        Err(_) if !success => AttemptOutcome::Received(answer),
        Err(ReadError::TooLarge) => AttemptOutcome::TooLarge(answer),
        Err(ReadError::Broken(error)) => AttemptOutcome::Broken {
            error: TransportError::other(error),
            status: Some(answer.status),
        },
    }
}

/// Reason why a body could not be read.
enum ReadError {
    TooLarge,
    Broken(BoxError),
}

/// Reads a body up to a limit. A body that arrives in one chunk is not copied.
async fn read(body: Body, limit: usize) -> Result<Bytes, ReadError> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(ReadError::TooLarge);
    }
    let mut body = pin!(body);
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let Ok(data) = frame.map_err(ReadError::Broken)?.into_data() else {
            continue;
        };
        let length = first.len() + rest.len();
        if data.len() > limit - length {
            return Err(ReadError::TooLarge);
        }
        if length == 0 {
            first = data;
            continue;
        }
        if rest.is_empty() {
            rest.reserve(
                usize::try_from(announced.min(MAX_RESERVED_BYTES))
                    .unwrap_or(0)
                    .max(first.len()),
            );
            rest.extend_from_slice(&std::mem::take(&mut first));
        }
        rest.extend_from_slice(&data);
    }
    Ok(if rest.is_empty() {
        first
    } else {
        rest.freeze()
    })
}

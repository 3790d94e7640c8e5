//! One attempt: a request goes out, and a response comes back, in time and within bounds.

use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use tokio::time::Instant;

use crate::runtime::client::ClientInner;
use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// What a server announces is not believed beyond this when memory is set aside.
const MAX_RESERVED_BYTES: u64 = 1024 * 1024;

/// How an attempt ended.
pub(crate) enum AttemptOutcome {
    /// A response with any status.
    Received(Received),
    /// A success whose body is over the limit.
    TooLarge(Received),
    /// The connection failed, perhaps after the status was there.
    Broken {
        error: TransportError,
        status: Option<StatusCode>,
    },
    /// Time ran out.
    TimedOut,
}

/// A response, whose body was read unless the request leaves it.
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

/// What bounds an attempt.
#[derive(Clone, Copy)]
pub(crate) struct AttemptLimits {
    pub(crate) deadline: Option<Instant>,
    pub(crate) leaves_body: bool,
}

impl AttemptOutcome {
    /// The status of the response, if it came that far.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Received(answer) | Self::TooLarge(answer) => Some(answer.status),
            Self::Broken { status, .. } => *status,
            Self::TimedOut => None,
        }
    }
}

/// Makes one attempt, and leaves nothing of the request.
pub(crate) async fn attempt(
    client: &ClientInner,
    request: &mut http::Request<Bytes>,
    limits: AttemptLimits,
) -> AttemptOutcome {
    let exchange = exchange(client, request, limits.leaves_body);
    match limits.deadline {
        Some(deadline) => tokio::time::timeout_at(deadline, exchange)
            .await
            .unwrap_or(AttemptOutcome::TimedOut),
        None => exchange.await,
    }
}

/// Sends the request and reads the response. The body of a success is left as it is, if the request says so.
async fn exchange(
    client: &ClientInner,
    request: &mut http::Request<Bytes>,
    leaves_body: bool,
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
    if success && leaves_body {
        answer.body = body;
        return AttemptOutcome::Received(answer);
    }
    match read(body, client.max_bytes.response).await {
        Ok(body) => {
            answer.body = body.into();
            AttemptOutcome::Received(answer)
        }
        // An error status says enough without its body.
        Err(_) if !success => AttemptOutcome::Received(answer),
        Err(Unread::TooLarge) => AttemptOutcome::TooLarge(answer),
        Err(Unread::Broken(error)) => AttemptOutcome::Broken {
            error: TransportError::other(error),
            status: Some(answer.status),
        },
    }
}

/// Why there is no body.
enum Unread {
    TooLarge,
    Broken(BoxError),
}

/// Reads a body up to a limit. A body that comes in one piece is not copied.
async fn read(body: Body, limit: usize) -> Result<Bytes, Unread> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(Unread::TooLarge);
    }
    let mut body = pin!(body);
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let Ok(data) = frame.map_err(Unread::Broken)?.into_data() else {
            continue;
        };
        let length = first.len() + rest.len();
        if data.len() > limit - length {
            return Err(Unread::TooLarge);
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

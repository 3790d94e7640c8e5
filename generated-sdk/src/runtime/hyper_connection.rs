//! One connection of the default transport, from its first byte to its last.

use std::pin::pin;
use std::sync::{Arc, Weak};
use std::time::Duration;

use http::{Request, Response};
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
use hyper::client::conn::{TrySendError, http1};
#[cfg(feature = "http2")]
use hyper_util::rt::TokioExecutor;

use super::hyper_body::HyperBody;
use super::hyper_idle::Idle;
use super::hyper_outgoing::Outgoing;
use super::hyper_stream::HyperStream;

/// How often somebody looks after the connections that wait. It is less than calls usually may take, which has a second
/// use: a runtime that sleeps at most this long need not be woken up for the timer of each call.
const LOOK_AFTER: Duration = Duration::from_secs(30);

/// A connection that requests can be sent over. Its bytes are moved by a task of its own, which ends with it.
pub(super) enum Connection {
    /// It carries one request at a time.
    Http1 {
        sender: http1::SendRequest<Outgoing>,
        to_proxy: bool,
    },
    /// Requests share it.
    #[cfg(feature = "http2")]
    Http2(http2::SendRequest<Outgoing>),
}

/// Why there is no response.
pub(super) enum Unsent {
    /// The request never left, and is whole.
    Kept(hyper::Error),
    /// The server may have seen it.
    Lost(hyper::Error),
}

impl Connection {
    /// Begins to speak HTTP. The connection belongs to the runtime that this runs in.
    pub(super) async fn open(stream: HyperStream, idle: &Arc<Idle>) -> hyper::Result<Self> {
        let to_proxy = stream.is_to_proxy();
        #[cfg(feature = "http2")]
        if stream.is_http2() {
            let (sender, driver) = http2::handshake(TokioExecutor::new(), stream).await?;
            tokio::spawn(drive(driver, Arc::downgrade(idle)));
            idle.put(Self::Http2(sender.clone()));
            return Ok(Self::Http2(sender));
        }
        let (sender, driver) = http1::handshake(stream).await?;
        tokio::spawn(drive(driver, Arc::downgrade(idle)));
        Ok(Self::Http1 { sender, to_proxy })
    }

    /// Sends a request, and leaves nothing of it, unless it could not be sent. The connection waits among others once
    /// the body of the response was read or dropped.
    pub(super) async fn send(
        self,
        request: &mut Request<Outgoing>,
        idle: &Arc<Idle>,
    ) -> Result<Response<HyperBody>, Unsent> {
        match self {
            Self::Http1 {
                mut sender,
                to_proxy,
            } => {
                // It is busy for a moment longer if the last body was not read to its end, or else it is closed.
                sender.ready().await.map_err(Unsent::Kept)?;
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending.await.map_err(|error| unsent(error, request))?;
                let connection = Self::Http1 { sender, to_proxy };
                Ok(response.map(|body| HyperBody::over(body, connection, idle)))
            }
            #[cfg(feature = "http2")]
            Self::Http2(mut sender) => {
                sender.ready().await.map_err(Unsent::Kept)?;
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending.await.map_err(|error| unsent(error, request))?;
                Ok(response.map(HyperBody::new))
            }
        }
    }

    /// The same connection for another request at the same time, if it can carry several.
    pub(super) fn share(&self) -> Option<Self> {
        match self {
            Self::Http1 { .. } => None,
            #[cfg(feature = "http2")]
            Self::Http2(sender) => Some(Self::Http2(sender.clone())),
        }
    }

    /// Whether nothing can be sent any more.
    pub(super) fn is_closed(&self) -> bool {
        match self {
            Self::Http1 { sender, .. } => sender.is_closed(),
            #[cfg(feature = "http2")]
            Self::Http2(sender) => sender.is_closed(),
        }
    }

    /// Whether requests name scheme and host, and not only the path.
    pub(super) fn names_whole_url(&self) -> bool {
        match self {
            Self::Http1 { to_proxy, .. } => *to_proxy,
            #[cfg(feature = "http2")]
            Self::Http2(_) => true,
        }
    }

    /// Whether requests have the header `Host`.
    pub(super) fn has_host_header(&self) -> bool {
        match self {
            Self::Http1 { .. } => true,
            #[cfg(feature = "http2")]
            Self::Http2(_) => false,
        }
    }
}

/// Takes back what was not sent.
fn unsent(mut error: TrySendError<Request<Outgoing>>, request: &mut Request<Outgoing>) -> Unsent {
    match error.take_message() {
        Some(kept) => {
            *request = kept;
            Unsent::Kept(error.into_error())
        }
        None => Unsent::Lost(error.into_error()),
    }
}

/// Moves the bytes of a connection until it is closed, and looks after those that wait from time to time.
async fn drive<D: Future<Output = hyper::Result<()>>>(driver: D, idle: Weak<Idle>) {
    let mut driver = pin!(driver);
    while tokio::time::timeout(LOOK_AFTER, &mut driver).await.is_err() {
        // Whoever drops the last sender of a connection closes it, and its own driver ends then.
        if let Some(idle) = idle.upgrade() {
            idle.expire();
        }
    }
    // What went wrong, the request under way has been told.
}

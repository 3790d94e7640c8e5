//! One connection of the default transport, from its first byte to its last.

use std::pin::pin;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
use hyper::client::conn::{TrySendError, http1};
#[cfg(feature = "http2")]
use hyper_util::rt::TokioExecutor;

use crate::runtime::transport::hyper::request_body::Outgoing;
use crate::runtime::transport::hyper::stream::HyperStream;

/// How often somebody looks after the connections that wait. It is less than calls usually may take, which has a second
/// use: a runtime that sleeps at most this long need not be woken up for the timer of each call.
const LOOK_AFTER: Duration = Duration::from_secs(30);

/// A connection that requests can be sent over. Its bytes are moved by a task of its own, which ends with it.
pub(crate) enum Connection {
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
pub(crate) enum Unsent {
    /// The request never left, and is whole.
    Kept(hyper::Error),
    /// The server may have seen it.
    Lost(hyper::Error),
}

impl Connection {
    /// Begins to speak HTTP. The connection belongs to the runtime that this runs in, and calls `expire` from time to
    /// time.
    pub(crate) async fn open(
        stream: HyperStream,
        expire: impl Fn() + Send + 'static,
    ) -> hyper::Result<Self> {
        let to_proxy = stream.is_to_proxy();
        #[cfg(feature = "http2")]
        if stream.is_http2() {
            let (sender, driver) = http2::handshake(TokioExecutor::new(), stream).await?;
            tokio::spawn(drive(driver, expire));
            return Ok(Self::Http2(sender));
        }
        let (sender, driver) = http1::handshake(stream).await?;
        tokio::spawn(drive(driver, expire));
        Ok(Self::Http1 { sender, to_proxy })
    }

    /// Sends a request. Takes it out of `request`, unless it could not be sent. A connection that is kept for the
    /// response alone is returned with it, and can be used again once the body was read or dropped.
    pub(crate) async fn send(
        self,
        request: &mut Request<Outgoing>,
    ) -> Result<(Response<Incoming>, Option<Self>), Unsent> {
        match self {
            Self::Http1 {
                mut sender,
                to_proxy,
            } => {
                // It is busy for a moment longer if the last body was not read to its end, or else it is closed.
                sender.ready().await.map_err(Unsent::Kept)?;
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending.await.map_err(|error| unsent(error, request))?;
                Ok((response, Some(Self::Http1 { sender, to_proxy })))
            }
            #[cfg(feature = "http2")]
            Self::Http2(mut sender) => {
                sender.ready().await.map_err(Unsent::Kept)?;
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending.await.map_err(|error| unsent(error, request))?;
                Ok((response, None))
            }
        }
    }

    /// The same connection for another request at the same time, if it can carry several.
    pub(crate) fn share(&self) -> Option<Self> {
        match self {
            Self::Http1 { .. } => None,
            #[cfg(feature = "http2")]
            Self::Http2(sender) => Some(Self::Http2(sender.clone())),
        }
    }

    /// Whether nothing can be sent any more.
    pub(crate) fn is_closed(&self) -> bool {
        match self {
            Self::Http1 { sender, .. } => sender.is_closed(),
            #[cfg(feature = "http2")]
            Self::Http2(sender) => sender.is_closed(),
        }
    }

    /// Whether requests name scheme and host, and not only the path.
    pub(crate) fn names_whole_url(&self) -> bool {
        match self {
            Self::Http1 { to_proxy, .. } => *to_proxy,
            #[cfg(feature = "http2")]
            Self::Http2(_) => true,
        }
    }

    /// Whether requests have the header `Host`.
    pub(crate) fn has_host_header(&self) -> bool {
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

/// Moves the bytes of a connection until it is closed, and calls `expire` from time to time.
async fn drive(driver: impl Future<Output = hyper::Result<()>>, expire: impl Fn()) {
    let mut driver = pin!(driver);
    while tokio::time::timeout(LOOK_AFTER, &mut driver).await.is_err() {
        // Whoever drops the last sender of a connection closes it, and its own driver ends then.
        expire();
    }
    // What went wrong, the request under way has been told.
}

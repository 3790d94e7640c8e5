//! HTTP connections of the default transport.

use std::pin::pin;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
#[cfg(feature = "http2")]
use hyper::client::conn::http2;
use hyper::client::conn::{TrySendError, http1};
#[cfg(feature = "http2")]
use hyper_util::rt::TokioExecutor;

use crate::runtime::transport::hyper::request_body::RequestBody;
use crate::runtime::transport::hyper::stream::HyperStream;

/// Interval at which idle connections are checked. It is shorter than the usual timeout of an attempt, which saves
/// time: a runtime that wakes up that often does not have to be woken up for the timer of each call.
const EXPIRY_INTERVAL: Duration = Duration::from_secs(30);

/// HTTP connection. A separate task reads and writes its bytes, and ends when the connection is closed.
pub(crate) enum Connection {
    /// HTTP/1.1 connection, for one request at a time.
    Http1 {
        sender: http1::SendRequest<RequestBody>,
        to_proxy: bool,
    },
    /// HTTP/2 connection, which requests can share.
    #[cfg(feature = "http2")]
    Http2(http2::SendRequest<RequestBody>),
}

/// Error of a request that has no response.
pub(crate) enum SendError {
    /// The request was not sent and can be used again.
    NotSent(hyper::Error),
    /// The server may have received the request.
    MaybeSent(hyper::Error),
}

impl Connection {
    /// Performs the HTTP handshake. The connection belongs to the current runtime, and calls `expire` at a fixed
    /// interval until it is closed.
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

    /// Sends a request. Takes it out of `request`, unless it was not sent. An HTTP/1.1 connection is returned with the
    /// response, and can be used again when the body was read or dropped.
    pub(crate) async fn send(
        self,
        request: &mut Request<RequestBody>,
    ) -> Result<(Response<Incoming>, Option<Self>), SendError> {
        match self {
            Self::Http1 {
                mut sender,
                to_proxy,
            } => {
                // If the previous body was not read completely, the connection stays busy for a moment, or is closed.
                sender.ready().await.map_err(SendError::NotSent)?;
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending
                    .await
                    .map_err(|error| restore_request(error, request))?;
                Ok((response, Some(Self::Http1 { sender, to_proxy })))
            }
            #[cfg(feature = "http2")]
            Self::Http2(mut sender) => {
                sender.ready().await.map_err(SendError::NotSent)?;
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending
                    .await
                    .map_err(|error| restore_request(error, request))?;
                Ok((response, None))
            }
        }
    }

    /// Returns the same connection for a concurrent request, if it supports this.
    pub(crate) fn share(&self) -> Option<Self> {
        match self {
            Self::Http1 { .. } => None,
            #[cfg(feature = "http2")]
            Self::Http2(sender) => Some(Self::Http2(sender.clone())),
        }
    }

    /// Returns `true` if no more requests can be sent.
    pub(crate) fn is_closed(&self) -> bool {
        match self {
            Self::Http1 { sender, .. } => sender.is_closed(),
            #[cfg(feature = "http2")]
            Self::Http2(sender) => sender.is_closed(),
        }
    }

    /// Returns `true` if requests contain the absolute URL, and `false` if they only contain the path.
    pub(crate) fn uses_absolute_url(&self) -> bool {
        match self {
            Self::Http1 { to_proxy, .. } => *to_proxy,
            #[cfg(feature = "http2")]
            Self::Http2(_) => true,
        }
    }

    /// Returns `true` if requests contain the `Host` header.
    pub(crate) fn has_host_header(&self) -> bool {
        match self {
            Self::Http1 { .. } => true,
            #[cfg(feature = "http2")]
            Self::Http2(_) => false,
        }
    }
}

/// Converts an error. Puts the request back into `request` if it was not sent.
fn restore_request(
    mut error: TrySendError<Request<RequestBody>>,
    request: &mut Request<RequestBody>,
) -> SendError {
    match error.take_message() {
        Some(message) => {
            *request = message;
            SendError::NotSent(error.into_error())
        }
        None => SendError::MaybeSent(error.into_error()),
    }
}

/// Drives a connection until it is closed, and calls `expire` at a fixed interval.
async fn drive(driver: impl Future<Output = hyper::Result<()>>, expire: impl Fn()) {
    let mut driver = pin!(driver);
    while tokio::time::timeout(EXPIRY_INTERVAL, &mut driver)
        .await
        .is_err()
    {
        // Dropping the last sender of a connection closes it, which ends its driver.
        expire();
    }
    // An error needs no handling here, because the pending request returns it.
}

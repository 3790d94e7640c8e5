//! HTTP connections of the default transport.

use std::pin::pin;
use std::time::Duration;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::runtime::{self, Handle};

use crate::runtime::time;
#[cfg(feature = "http2")]
use crate::runtime::transport::hyper::activity::Waiting;
#[cfg(feature = "http2")]
use crate::runtime::transport::hyper::http2::Http2;
use crate::runtime::transport::hyper::request_body::RequestBody;
use crate::runtime::transport::hyper::send_error::{SendError, restore_request};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tcp::Probe;

/// Interval at which idle connections are checked. It is shorter than the usual timeout of an attempt, which saves
/// time: a runtime that wakes up that often does not have to be woken up for the timer of each call.
const EXPIRY_INTERVAL: Duration = Duration::from_secs(30);

/// Maximum number of headers of an HTTP/1.1 response. The read buffer of `hyper` limits their total size as well, to
/// roughly 400 KiB.
const MAX_HEADERS: usize = 512;

/// HTTP connection. A separate task reads and writes its bytes, and ends when the connection is closed.
pub(crate) struct Connection {
    /// Runtime of the task. The connection cannot be used in another one, which may run while this one does not.
    runtime: runtime::Id,
    protocol: Protocol,
}

/// Protocol of a connection.
enum Protocol {
    /// HTTP/1.1, for one request at a time.
    Http1 {
        sender: http1::SendRequest<RequestBody>,
        to_proxy: bool,
        probe: Probe,
    },
    /// HTTP/2, which requests can share.
    #[cfg(feature = "http2")]
    Http2(Http2),
}

/// Use of a connection by the request whose response is being read.
pub(crate) enum InUse {
    /// Exclusive use. The connection is free when the body was read or dropped.
    Exclusive(Connection),
    /// Use together with other requests.
    #[cfg(feature = "http2")]
    Shared(Waiting),
}

impl Connection {
    /// Performs the HTTP handshake. The connection belongs to the current runtime, and calls `expire` at a fixed
    /// interval until it is closed.
    pub(crate) async fn open(
        stream: HyperStream,
        expire: Box<dyn Fn() + Send>,
    ) -> hyper::Result<Self> {
        let runtime = Handle::current().id();
        #[cfg(feature = "http2")]
        if stream.is_http2 {
            let (http2, driver) = Http2::open(stream).await?;
            tokio::spawn(drive(driver, expire));
            let protocol = Protocol::Http2(http2);
            return Ok(Self { runtime, protocol });
        }
        let to_proxy = stream.is_to_proxy;
        let probe = stream.probe.clone();
        let mut builder = http1::Builder::new();
        builder.max_headers(MAX_HEADERS);
        let (sender, driver) = builder.handshake(TokioIo::new(stream)).await?;
        tokio::spawn(drive(driver, expire));
        let protocol = Protocol::Http1 {
            sender,
            to_proxy,
            probe,
        };
        Ok(Self { runtime, protocol })
    }

    /// Sends a request. Takes it out of `request`, unless it was not sent. The connection is returned as part of its
    /// use.
    pub(crate) async fn send(
        self,
        request: &mut Request<RequestBody>,
    ) -> Result<(Response<Incoming>, InUse), SendError> {
        let Self { runtime, protocol } = self;
        match protocol {
            Protocol::Http1 {
                mut sender,
                to_proxy,
                probe,
            } => {
                // If the previous body was not read completely, the connection stays busy for a moment, or is closed.
                sender.ready().await.map_err(SendError::NotSent)?;
                probe.set();
                let sending = sender.try_send_request(std::mem::take(request));
                let response = sending
                    .await
                    .map_err(|error| restore_request(error, request))?;
                let protocol = Protocol::Http1 {
                    sender,
                    to_proxy,
                    probe,
                };
                Ok((response, InUse::Exclusive(Self { runtime, protocol })))
            }
            #[cfg(feature = "http2")]
            Protocol::Http2(http2) => {
                let (response, waiting) = http2.send(request).await?;
                Ok((response, InUse::Shared(waiting)))
            }
        }
    }

    /// Returns the same connection for a concurrent request, if it supports this.
    pub(crate) fn share(&self) -> Option<Self> {
        match &self.protocol {
            Protocol::Http1 { .. } => None,
            #[cfg(feature = "http2")]
            Protocol::Http2(http2) => Some(Self {
                runtime: self.runtime,
                protocol: Protocol::Http2(http2.clone()),
            }),
        }
    }

    /// Returns the runtime that the connection belongs to.
    pub(crate) fn runtime(&self) -> runtime::Id {
        self.runtime
    }

    /// Returns `true` if no more requests can be sent.
    pub(crate) fn is_closed(&self) -> bool {
        match &self.protocol {
            Protocol::Http1 { sender, .. } => sender.is_closed(),
            #[cfg(feature = "http2")]
            Protocol::Http2(http2) => http2.is_closed(),
        }
    }

    /// Returns `true` if requests contain the absolute URL, and `false` if they only contain the path.
    pub(crate) fn uses_absolute_url(&self) -> bool {
        match &self.protocol {
            Protocol::Http1 { to_proxy, .. } => *to_proxy,
            #[cfg(feature = "http2")]
            Protocol::Http2(_) => true,
        }
    }

    /// Returns `true` if requests contain the `Host` header.
    pub(crate) fn has_host_header(&self) -> bool {
        match &self.protocol {
            Protocol::Http1 { .. } => true,
            #[cfg(feature = "http2")]
            Protocol::Http2(_) => false,
        }
    }
}

/// Drives a connection until it is closed, and calls `expire` at a fixed interval.
async fn drive(driver: impl Future<Output = hyper::Result<()>>, expire: Box<dyn Fn() + Send>) {
    let mut driver = pin!(driver);
    while time::timeout(EXPIRY_INTERVAL, &mut driver).await.is_err() {
        // Dropping the last sender of a connection closes it, which ends its driver.
        expire();
    }
    // An error needs no handling here, because the pending request returns it.
}

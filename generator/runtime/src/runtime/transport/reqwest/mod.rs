//! Transport over a `reqwest::Client`.
//!
//! The `reqwest::Client` determines proxies, TLS, connection pool, name resolution and decompression; the SDK
//! implements retries and timeouts. In a browser, `reqwest` uses its `fetch`.

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub mod browser;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub mod native;

use bytes::Bytes;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use crate::runtime::transport::body::Body;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
use crate::runtime::transport::reqwest::browser::send;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use crate::runtime::transport::reqwest::native::send;
use crate::runtime::transport::{Transport, TransportFuture};

/// Transport that sends requests through a [`reqwest::Client`].
///
/// The client must not follow redirects: a redirected `POST` may lose its body, and the response may come from another
/// server without the caller's knowledge. [`build`](Self::build) disables redirects. [`new`](Self::new) cannot change
/// the policy of a client, so that a redirected response is an error. So it is in a browser, which follows redirects by
/// itself.
///
/// Unlike the default transport, `reqwest` only notices what happens on an idle connection when the runtime does. In a
/// program that blocks the threads of its runtime, and between blocking calls, it may take a response that nobody asked for
/// as that of the next request, or send a request on a connection that the server has closed. A client that
/// [`build`](Self::build) creates therefore keeps no idle connections, so that each request opens a connection. To reuse
/// connections in a program that never blocks its runtime, pass a client to [`new`](Self::new). The default transport
/// reuses connections safely in any program.
///
/// Uploads are sent by the same client, with its default headers, which may not be meant for the server of an upload. A
/// browser only uploads bytes that are in memory.
///
/// This type requires a feature, because `reqwest` has no version 1.0 yet, and each new minor version of it is a
/// breaking change of this type.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// Creates a transport from a client that does not follow redirects
    /// (`redirect(reqwest::redirect::Policy::none())`).
    ///
    /// The client should keep no idle connections (`pool_max_idle_per_host(0)`), unless the runtime is never blocked.
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// Builds a client that does not follow redirects and keeps no idle connections, and creates a transport from it.
    ///
    /// # Errors
    /// Returns the errors of [`reqwest::ClientBuilder::build`].
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, reqwest::Error> {
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        let builder = builder.pool_max_idle_per_host(0);
        builder.build().map(Self::new)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        Box::pin(send(self.client.clone(), request))
    }

    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        Box::pin(native::send_streaming(self.client.clone(), request))
    }
}

//! Transport over a `reqwest::Client`.
//!
//! The `reqwest::Client` determines proxies, TLS, connection pool, name resolution and decompression; the SDK
//! implements retries and timeouts.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use reqwest::redirect::Policy;

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::{CorruptBody, TransportError};
use crate::runtime::transport::{Transport, TransportFuture};

/// Transport that sends requests through a [`reqwest::Client`].
///
/// The client must not follow redirects: a redirected `POST` may lose its body, and the response may come from another
/// server without the caller's knowledge. [`build`](Self::build) disables redirects. [`new`](Self::new) cannot change
/// the policy of a client, so that a redirected response is an error.
///
/// Unlike the default transport, `reqwest` only notices what happens on an idle connection when the runtime does. In a
/// program that blocks the threads of its runtime, and between blocking calls, it may take a response that nobody asked for
/// as that of the next request, or send a request on a connection that the server has closed. A client that
/// [`build`](Self::build) creates therefore keeps no idle connections, so that each request opens a connection. To reuse
/// connections in a program that never blocks its runtime, pass a client to [`new`](Self::new). The default transport
/// reuses connections safely in any program.
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
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, reqwest::Error> {
        let builder = builder.redirect(Policy::none()).pool_max_idle_per_host(0);
        builder.build().map(Self::new)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        Box::pin(send(self.client.clone(), request))
    }
}

/// Sends one attempt.
async fn send(
    client: reqwest::Client,
    request: http::Request<Bytes>,
) -> Result<http::Response<Body>, TransportError> {
    let request = reqwest::Request::try_from(request).map_err(transport_error)?;
    let requested_url = request.url().clone();
    let response = client.execute(request).await.map_err(transport_error)?;
    if *response.url() != requested_url {
        return Err(TransportError::other(
            "the `reqwest::Client` has followed a redirect: build it with `redirect(Policy::none())`",
        ));
    }
    Ok(http::Response::from(response).map(|body| Body::new(ReqwestBody(body))))
}

/// Body whose errors tell whether it is corrupt.
struct ReqwestBody(reqwest::Body);

impl http_body::Body for ReqwestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(cx).map_err(source)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// Converts an error of a request that has no response.
fn transport_error(error: reqwest::Error) -> TransportError {
    if error.is_connect() {
        TransportError::connect(source(error))
    } else {
        TransportError::other(source(error))
    }
}

/// Returns the source of an error, which tells a timeout and a corrupt body. Removes the URL, which contains ids and may
/// contain secrets.
fn source(error: reqwest::Error) -> BoxError {
    let error = error.without_url();
    if error.is_timeout() {
        io::Error::new(io::ErrorKind::TimedOut, error).into()
    } else if is_corrupt(&error) {
        CorruptBody::new(error).into()
    } else {
        error.into()
    }
}

/// Returns `true` if a body could not be decompressed. The decoder fails with an [`io::Error`]; those of a connection are
/// sources of an error of `hyper`.
fn is_corrupt(error: &reqwest::Error) -> bool {
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let mut foreign = causes.filter(|cause| !cause.is::<reqwest::Error>());
    error.is_body() && foreign.next().is_some_and(<dyn StdError>::is::<io::Error>)
}

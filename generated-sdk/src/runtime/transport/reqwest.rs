//! Transport over a `reqwest::Client`.
//!
//! The `reqwest::Client` determines proxies, TLS, connection pool, name resolution and decompression; the SDK
//! implements retries and timeouts.

use std::io;

use bytes::Bytes;
use reqwest::redirect::Policy;

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::{Transport, TransportFuture};

/// Transport that sends requests through a [`reqwest::Client`].
///
/// The client must not follow redirects: a redirected `POST` may lose its body, and the response may come from another
/// server without the caller's knowledge. [`build`](Self::build) disables redirects. [`new`](Self::new) cannot change
/// the policy of a client, so that a redirected response is an error.
///
/// Unlike the default transport, `reqwest` only notices what happens on an idle connection when the runtime does. In a
/// program that blocks the threads of its runtime, it may take a response that nobody asked for as that of the next
/// request.
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
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// Builds a client that does not follow redirects, and creates a transport from it.
    ///
    /// # Errors
    /// Returns the errors of [`reqwest::ClientBuilder::build`].
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, reqwest::Error> {
        builder.redirect(Policy::none()).build().map(Self::new)
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
    Ok(http::Response::from(response).map(Body::new))
}

/// Converts an error. Removes the URL, which contains ids and may contain secrets.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (is_connect, is_timeout) = (error.is_connect(), error.is_timeout());
    let source: BoxError = if is_timeout {
        io::Error::new(io::ErrorKind::TimedOut, error).into()
    } else {
        error.into()
    };
    if is_connect {
        TransportError::connect(source)
    } else {
        TransportError::other(source)
    }
}

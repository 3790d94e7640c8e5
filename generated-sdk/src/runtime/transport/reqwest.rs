//! A transport over a `reqwest::Client`, for those who have one that is configured as they need it.
//!
//! Proxies, TLS, pools, name resolution and decompression are that client's. Retries and timeouts stay with the SDK.

use std::io;

use bytes::Bytes;
use reqwest::redirect::Policy;

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::{Transport, TransportFuture};

/// Sends requests through a [`reqwest::Client`].
///
/// The client must not follow redirects: a redirected `POST` loses its body, and the caller would never learn that the
/// answer is another server's. What [`new`](Self::new) is given can no longer be changed, so a response that was
/// redirected is an error there. [`build`](Self::build) sets the policy itself.
///
/// `reqwest` is not at version 1.0 yet. A new minor version of it makes this type take another one, which is why it
/// stands behind a feature.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport over a client that follows no redirects (`redirect(reqwest::redirect::Policy::none())`).
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// A transport over a client of this builder, which is told to follow no redirects.
    ///
    /// # Errors
    /// Those of [`reqwest::ClientBuilder::build`].
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, reqwest::Error> {
        builder.redirect(Policy::none()).build().map(Self::new)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        Box::pin(send(self.client.clone(), request))
    }
}

/// Sends one request, once.
async fn send(
    client: reqwest::Client,
    request: http::Request<Bytes>,
) -> Result<http::Response<Body>, TransportError> {
    let request = reqwest::Request::try_from(request).map_err(failure)?;
    let asked = request.url().clone();
    let response = client.execute(request).await.map_err(failure)?;
    if *response.url() != asked {
        return Err(TransportError::other(
            "the `reqwest::Client` has followed a redirect: build it with `redirect(Policy::none())`",
        ));
    }
    Ok(http::Response::from(response).map(Body::new))
}

/// What went wrong, without the URL, which holds ids and perhaps more.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let (connecting, late) = (error.is_connect(), error.is_timeout());
    let source: BoxError = if late {
        io::Error::new(io::ErrorKind::TimedOut, error).into()
    } else {
        error.into()
    };
    if connecting {
        TransportError::connect(source)
    } else {
        TransportError::other(source)
    }
}

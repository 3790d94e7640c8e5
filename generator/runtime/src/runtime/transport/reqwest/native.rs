//! Sending with `reqwest` on all platforms but browsers.

use std::error::Error as StdError;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::{CorruptBody, TransportError};

/// Sends one attempt.
pub(crate) async fn send<B: Into<reqwest::Body>>(
    client: reqwest::Client,
    request: http::Request<B>,
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

/// Sends one attempt, whose body is read in chunks.
pub(crate) async fn send_streaming(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let request = request.map(|body| reqwest::Body::wrap(SyncBody(Mutex::new(body))));
    send(client, request).await
}

/// Body of a request that can be shared between threads, as `reqwest` wants it, though only one of them reads it.
struct SyncBody(Mutex<Body>);

impl SyncBody {
    fn inner(&mut self) -> Pin<&mut Body> {
        Pin::new(self.0.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    fn locked(&self) -> MutexGuard<'_, Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl http_body::Body for SyncBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.inner().poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.locked().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.locked().size_hint()
    }
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

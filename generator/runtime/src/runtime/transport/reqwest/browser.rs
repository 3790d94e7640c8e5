//! Sending with `reqwest` in a browser, by `fetch`.
//!
//! Values of JavaScript belong to one thread. They are wrapped here, so that they meet the bound `Send` of transports; a
//! call that is polled on another thread panics.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use send_wrapper::SendWrapper;

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// Sends one attempt.
pub(crate) fn send(
    client: reqwest::Client,
    request: http::Request<Bytes>,
) -> impl Future<Output = Result<http::Response<Body>, TransportError>> + Send {
    SendWrapper::new(fetch(client, request))
}

async fn fetch(
    client: reqwest::Client,
    request: http::Request<Bytes>,
) -> Result<http::Response<Body>, TransportError> {
    let request = reqwest::Request::try_from(request).map_err(transport_error)?;
    let requested_url = request.url().clone();
    let mut response = client.execute(request).await.map_err(transport_error)?;
    if *response.url() != requested_url {
        return Err(TransportError::other(
            "the browser has followed a redirect: set the base URL to that which it leads to",
        ));
    }
    let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
    let body = FetchedBody(SendWrapper::new(Box::pin(response.bytes_stream())));
    let mut response = http::Response::new(Body::new(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// Body of a response, in the chunks in which the browser passes it on.
struct FetchedBody(SendWrapper<Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>>>>>);

impl http_body::Body for FetchedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_next(cx).map(|chunk| {
            chunk.map(|chunk| {
                chunk
                    .map(Frame::data)
                    .map_err(|error| transport_error(error).into())
            })
        })
    }
}

/// Converts an error. Removes the URL, which contains ids and may contain secrets. A browser does not tell whether the
/// request was sent.
fn transport_error(error: reqwest::Error) -> TransportError {
    TransportError::other(error.without_url())
}

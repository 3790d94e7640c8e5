//! Transports, which send requests over the network.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod error;
#[cfg(feature = "gzip")]
pub mod gzip;
#[cfg(feature = "hyper")]
pub mod hyper;
#[cfg(feature = "reqwest")]
pub mod reqwest;

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// HTTP stack of a client. Implement it to use another HTTP library, or to return responses in tests.
///
/// Each call of [`send`](Self::send) is one attempt. The client implements retries, timeouts and decoding; a transport
/// must not follow redirects, and does not decode the body. If it decompresses the body, it reports a corrupt one with
/// [`CorruptBody`](error::CorruptBody). Dropping the future must cancel the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. Returns the response when its headers have arrived.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture;
}

/// Allows several clients to share a transport, and a test to inspect it later.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        (**self).send(request)
    }
}

/// Future that a [`Transport`] returns.
pub type TransportFuture =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send>>;

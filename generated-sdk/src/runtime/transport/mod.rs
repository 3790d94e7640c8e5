//! The seam between the client and the network.

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

/// What sends requests: implement it to bring an HTTP stack of your own, or to answer without one in tests.
///
/// One call is one attempt. Retries, timeouts and decoding stay with the client; a transport follows no redirect
/// and decodes no body. Dropping the future must cancel the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, and gives the response as soon as its headers are there.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture;
}

/// A transport may be shared between clients, or kept to look at it later.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        (**self).send(request)
    }
}

/// What a [`Transport`] returns.
pub type TransportFuture =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send>>;

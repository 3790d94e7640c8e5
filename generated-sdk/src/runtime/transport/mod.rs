//! Transports, which send requests over the network.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body;
pub mod chunks;
pub mod connection_options;
pub mod error;
#[cfg(feature = "gzip")]
pub mod gzip;
#[cfg(feature = "hyper")]
pub mod hyper;
#[cfg(feature = "reqwest")]
pub mod reqwest;
pub mod sender;

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// HTTP stack of a client, or a layer around one. Implement it to use another HTTP library, to change requests and
/// responses on their way, or to return responses in tests.
///
/// A function that takes a request and returns a future with the response is a transport as well.
///
/// Each call of [`send`](Self::send) is one attempt. The client implements retries, timeouts and decoding; a transport
/// must not follow redirects, and does not decode the body. If it decompresses the body, it reports a corrupt one with
/// [`CorruptBody`](error::CorruptBody). Dropping the future must cancel the request.
///
/// # Layers of `tower`
/// These lines put a stack of `tower` around the transport of a client, by `ClientBuilder::wrap_transport(stack)`. The error
/// of the innermost transport is kept, because the retry rules need it.
///
/// ```ignore
/// use client_crate::{Body, BoxError, HeaderValue, Transport, TransportError, TransportFuture};
/// use client_crate::{bytes::Bytes, http::Request};
/// use std::sync::Arc;
/// use tower::{Service, ServiceBuilder, ServiceExt, service_fn};
///
/// /// Transport that sends requests through a service of `tower`.
/// struct TowerTransport<S>(S);
///
/// impl<S> Transport for TowerTransport<S>
/// where
///     S: Service<Request<Bytes>, Response = Response<Body>> + Clone + Send + Sync + 'static,
///     S::Future: Send,
///     S::Error: Into<BoxError>,
/// {
///     fn send(&self, request: Request<Bytes>) -> TransportFuture {
///         let response = self.0.clone().oneshot(request);
///         Box::pin(async {
///             response
///                 .await
///                 .map_err(|error| match error.into().downcast() {
///                     Ok(error) => *error,
///                     Err(error) => TransportError::other(error),
///                 })
///         })
///     }
/// }
///
/// /// Puts the layers of a stack around a transport.
/// fn stack(inner: Arc<dyn Transport>) -> impl Transport {
///     let innermost = service_fn(move |request| inner.send(request));
///     let stack = ServiceBuilder::new().concurrency_limit(8);
///     TowerTransport(stack.map_request(marked).service(innermost))
/// }
///
/// /// Adds a header to a request.
/// fn marked(mut request: Request<Bytes>) -> Request<Bytes> {
///     let mark = HeaderValue::from_static("1");
///     request.headers_mut().insert("x-tower", mark);
///     request
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. Returns the response when its headers have arrived.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture;

    /// Sends a request whose body is read in chunks, to any host. Uploads use it. Only the innermost transport of a client
    /// is asked: no layer around it sees an upload, which leads to another server and has its own authorization.
    ///
    /// By default, this fails with [`TransportError::streaming_unsupported`].
    fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        drop(request);
        failed(TransportError::streaming_unsupported())
    }
}

/// Allows several clients to share a transport, and a test to inspect it later.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        (**self).send(request)
    }

    fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        (**self).send_streaming(request)
    }
}

/// Allows a closure to be a transport, such as one that changes requests and passes them on.
impl<F, R> Transport for F
where
    F: Fn(http::Request<Bytes>) -> R + Send + Sync + 'static,
    R: Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'static,
{
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        Box::pin(self(request))
    }
}

/// Returns the future of a request that is not sent.
pub(crate) fn failed(error: TransportError) -> TransportFuture {
    Box::pin(std::future::ready(Err(error)))
}

/// Future that a [`Transport`] returns.
pub type TransportFuture =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send>>;

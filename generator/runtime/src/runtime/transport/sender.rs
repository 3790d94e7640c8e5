//! Transport of a client.

use std::ffi::OsString;
use std::sync::Arc;

use bytes::Bytes;
use http::Uri;

use crate::runtime::error::Error;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::connection_options::ConnectionOptions;
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "hyper")]
use crate::runtime::transport::hyper::HyperTransport;
#[cfg(feature = "hyper")]
use crate::runtime::transport::hyper::request_body::RequestBody;
use crate::runtime::transport::{Transport, TransportFuture};

/// Transport of a client. The default one is not a trait object, which saves an allocation per attempt.
#[derive(Clone)]
pub enum Sender {
    /// The default transport to one host.
    #[cfg(feature = "hyper")]
    Hyper(HyperTransport),
    /// Any other transport.
    Provided(Arc<dyn Transport>),
}

impl Sender {
    /// Creates the default transport. `variable` returns the proxy variables of the environment.
    #[cfg(feature = "hyper")]
    pub(crate) fn standard(
        base: &Uri,
        options: &ConnectionOptions,
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        HyperTransport::to_host(base, options, variable).map(Self::Hyper)
    }

    /// Returns an error, because there is no default transport without the feature `hyper`.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn standard(
        _base: &Uri,
        _options: &ConnectionOptions,
        _variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        Err(Error::configuration(
            "no transport: call `ClientBuilder::transport`, or enable the feature `hyper`",
        ))
    }

    /// Returns the transport as a trait object. `#[inline]`, because few programs have layers, which need one.
    #[inline]
    pub(crate) fn into_transport(self) -> Arc<dyn Transport> {
        match self {
            #[cfg(feature = "hyper")]
            Self::Hyper(transport) => Arc::new(transport),
            Self::Provided(transport) => transport,
        }
    }

    /// Sends one attempt whose body is read while it is sent. `#[inline]`, because few programs have such bodies.
    #[inline]
    pub(crate) fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        match self {
            #[cfg(feature = "hyper")]
            Self::Hyper(transport) => transport.send_streaming(request),
            Self::Provided(transport) => transport.send_streaming(request),
        }
    }

    /// Sends one attempt. Takes the request out of `request`, which is a reference because a request would make each
    /// future that owns it larger. Many transports only send a request `to_any_host` if its body is read in chunks.
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Bytes>,
        to_any_host: bool,
    ) -> Result<http::Response<Body>, TransportError> {
        let request = std::mem::take(request);
        match self {
            #[cfg(feature = "hyper")]
            Self::Hyper(transport) => {
                transport
                    .send_mut(&mut request.map(RequestBody::from))
                    .await
            }
            Self::Provided(transport) if to_any_host => {
                transport.send_streaming(request.map(Body::from)).await
            }
            Self::Provided(transport) => transport.send(request).await,
        }
    }
}

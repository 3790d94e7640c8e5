//! Transport of a client.

use std::sync::Arc;

use bytes::Bytes;

use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::Environment;
use crate::runtime::config::settings::Layer;
use crate::runtime::error::Error;
use crate::runtime::transport::Transport;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::connection_options::ConnectionOptions;
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "hyper")]
use crate::runtime::transport::hyper::HyperTransport;

/// Transport of a client. The default one is not a trait object, which saves an allocation per attempt.
#[derive(Clone)]
pub(crate) enum Sender {
    #[cfg(feature = "hyper")]
    Hyper(HyperTransport),
    Provided(Arc<dyn Transport>),
}

impl Sender {
    /// Creates the default transport.
    #[cfg(feature = "hyper")]
    pub(crate) fn standard(
        url: &BaseUrl,
        options: &ConnectionOptions,
        env: Environment,
    ) -> Result<Self, Error> {
        HyperTransport::to_host(url.uri(), options, env).map(Self::Hyper)
    }

    /// Returns an error, because there is no default transport without the feature `hyper`.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn standard(
        _url: &BaseUrl,
        _options: &ConnectionOptions,
        _env: Environment,
    ) -> Result<Self, Error> {
        Err(Error::configuration(
            "no transport: call `ClientBuilder::transport`, or enable the feature `hyper`",
        ))
    }

    /// Puts layers around the transport. The first one is the innermost.
    pub(crate) fn wrapped(self, layers: Vec<Layer>) -> Self {
        layers.into_iter().fold(self, |inner, wrap| {
            let inner = match inner {
                #[cfg(feature = "hyper")]
                Self::Hyper(transport) => Arc::new(transport),
                Self::Provided(transport) => transport,
            };
            Self::Provided(wrap(inner))
        })
    }

    /// Sends one attempt. Takes the request out of `request`, which is a reference because a request would make each
    /// future that owns it larger.
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Bytes>,
    ) -> Result<http::Response<Body>, TransportError> {
        match self {
            #[cfg(feature = "hyper")]
            Self::Hyper(transport) => transport.send_mut(request).await,
            Self::Provided(transport) => transport.send(std::mem::take(request)).await,
        }
    }
}

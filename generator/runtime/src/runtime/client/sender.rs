//! Transport of a client.

use std::time::Duration;

use bytes::Bytes;

use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::Environment;
use crate::runtime::error::Error;
use crate::runtime::transport::Transport;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
#[cfg(feature = "hyper")]
use crate::runtime::transport::hyper::HyperTransport;

/// Transport of a client. The default one is not a trait object, which saves an allocation per attempt.
pub(crate) enum Sender {
    #[cfg(feature = "hyper")]
    Hyper(Box<HyperTransport>),
    Provided(Box<dyn Transport>),
}

impl Sender {
    /// Creates the default transport.
    #[cfg(feature = "hyper")]
    pub(crate) fn standard(
        url: &BaseUrl,
        connect_timeout: Duration,
        env: Environment,
    ) -> Result<Self, Error> {
        HyperTransport::new(url.uri(), connect_timeout, env)
            .map(|transport| Self::Hyper(Box::new(transport)))
    }

    /// Returns an error, because there is no default transport without the feature `hyper`.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn standard(
        _url: &BaseUrl,
        _connect_timeout: Duration,
        _env: Environment,
    ) -> Result<Self, Error> {
        Err(Error::configuration(
            "no transport: call `ClientBuilder::transport`, or enable the feature `hyper`",
        ))
    }

    /// Sends one attempt. Takes the request out of `request`, which is a reference because a request would make each
    /// future that owns it larger.
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Bytes>,
    ) -> Result<http::Response<Body>, TransportError> {
        match self {
            #[cfg(feature = "hyper")]
            Self::Hyper(transport) => transport.send(request).await,
            Self::Provided(transport) => transport.send(std::mem::take(request)).await,
        }
    }
}

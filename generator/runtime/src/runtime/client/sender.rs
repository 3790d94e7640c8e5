//! The transport of a client.

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

/// The transport that sends the requests. The default transport is no trait object, which saves a box per attempt.
pub(crate) enum Sender {
    #[cfg(feature = "hyper")]
    Hyper(Box<HyperTransport>),
    Custom(Box<dyn Transport>),
}

impl Sender {
    /// The default transport.
    #[cfg(feature = "hyper")]
    pub(crate) fn standard(
        url: &BaseUrl,
        connect_timeout: Duration,
        env: Environment,
    ) -> Result<Self, Error> {
        HyperTransport::new(url.uri(), connect_timeout, env)
            .map(|transport| Self::Hyper(Box::new(transport)))
    }

    /// There is no default transport without the feature `hyper`.
    #[cfg(not(feature = "hyper"))]
    pub(crate) fn standard(
        _url: &BaseUrl,
        _connect_timeout: Duration,
        _env: Environment,
    ) -> Result<Self, Error> {
        Err(Error::configuration(
            "no transport: call `ClientBuilder::transport`, or switch on the feature `hyper`",
        ))
    }

    /// Sends one request, once, and leaves nothing of it. It is lent, since each future that owned it would be larger by
    /// its size.
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Bytes>,
    ) -> Result<http::Response<Body>, TransportError> {
        match self {
            #[cfg(feature = "hyper")]
            Self::Hyper(transport) => transport.send(request).await,
            Self::Custom(transport) => transport.send(std::mem::take(request)).await,
        }
    }
}

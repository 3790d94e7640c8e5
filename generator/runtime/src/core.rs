//! The client's shared heart.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method};

use super::api::Api;
use super::auth::Secrets;
use super::base_url::BaseUrl;
use super::body::Body;
use super::budget::Budget;
use super::configure::Environment;
use super::custom::CustomRequest;
use super::error::Error;
use super::hooks::Hooks;
#[cfg(feature = "hyper")]
use super::hyper_transport::HyperTransport;
use super::settings::MaxBytes;
use super::transport::Transport;
use super::transport_error::TransportError;
use super::unknown::OnUnknown;

/// The configuration, the retry budget and the transport: a clone shares them all.
#[derive(Clone)]
pub struct Core(Arc<Parts>);

/// What a [`Core`] shares.
pub(super) struct Parts {
    pub(super) api: &'static Api,
    pub(super) base_url: BaseUrl,
    pub(super) identity: Identity,
    pub(super) client_params: Vec<(&'static str, String)>,
    pub(super) timeout: Duration,
    pub(super) total_timeout: Option<Duration>,
    pub(super) max_retries: u32,
    pub(super) max_bytes: MaxBytes,
    pub(super) missing_is_deleted: bool,
    pub(super) budget: Budget,
    pub(super) hooks: Option<Arc<dyn Hooks>>,
    pub(super) on_unknown: Option<OnUnknown>,
    pub(super) sender: Sender,
}

/// What every request carries, and the secrets that the client was given.
pub(super) struct Identity {
    pub(super) headers: HeaderMap,
    pub(super) secrets: Secrets,
}

/// What sends the requests. The default transport is no trait object, which saves a box per attempt.
pub(super) enum Sender {
    #[cfg(feature = "hyper")]
    Hyper(Box<HyperTransport>),
    Custom(Box<dyn Transport>),
}

impl Core {
    /// A request that the API description does not know.
    pub fn request(&self, method: Method, path: String) -> CustomRequest {
        CustomRequest::new(self, method, path)
    }

    /// A client of checked parts.
    pub(super) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// The parts.
    pub(super) fn parts(&self) -> &Parts {
        &self.0
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url.as_str())
            .finish_non_exhaustive()
    }
}

impl Sender {
    /// The default transport.
    #[cfg(feature = "hyper")]
    pub(super) fn standard(
        url: &BaseUrl,
        connect_timeout: Duration,
        env: Environment,
    ) -> Result<Self, Error> {
        HyperTransport::new(url.uri(), connect_timeout, env)
            .map(|transport| Self::Hyper(Box::new(transport)))
    }

    /// There is no default transport without the feature `hyper`.
    #[cfg(not(feature = "hyper"))]
    pub(super) fn standard(
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
    pub(super) async fn send(
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

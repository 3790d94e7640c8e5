//! Shared state of a client and its clones.

pub mod build;
pub mod credentials;
pub mod derive;
pub mod limits;
pub mod retry_budget;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use crate::runtime::auth::source::CredentialsSource;
use crate::runtime::auth::{AuthValue, Credential};
use crate::runtime::client::retry_budget::RetryBudget;
use crate::runtime::config::api::{Api, UrlSettings};
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::hooks::Hooks;
use crate::runtime::config::settings::MaxBytes;
use crate::runtime::json::unknown::OnUnknown;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::transport::sender::Sender;

/// Configuration, retry budget and transport of a client. All clones share them.
#[derive(Clone)]
pub struct Core(Arc<ClientInner>);

/// State that the clones of a [`Core`] share.
pub(crate) struct ClientInner {
    pub(crate) api: &'static Api,
    pub(crate) base_url: BaseUrl,
    /// URLs of the servers besides the default one.
    pub(crate) server_urls: Vec<BaseUrl>,
    /// URLs and variables that are set, for derived clients.
    pub(crate) urls: UrlSettings,
    pub(crate) identity: Identity,
    /// Provider of the credentials; `None` if they are fixed.
    pub(crate) credentials: Option<Arc<dyn CredentialsSource>>,
    pub(crate) client_params: Vec<(&'static str, String)>,
    /// Timeout of an attempt, if the client has its own.
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    /// Maximum number of retries, if the client has its own.
    pub(crate) max_retries: Option<u32>,
    pub(crate) max_bytes: MaxBytes,
    pub(crate) missing_is_deleted: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) retry_budget: Arc<RetryBudget>,
    pub(crate) hooks: Option<Arc<dyn Hooks>>,
    pub(crate) on_unknown: Option<OnUnknown>,
    pub(crate) sender: Sender,
    /// Transport without the layers around it.
    pub(crate) innermost: Sender,
    /// Whether the connections are those of the default transport, with or without layers, which lead to one host.
    pub(crate) is_bound_to_host: bool,
}

/// Headers of every request, and the secrets and credentials of the client.
pub(crate) struct Identity {
    /// Headers without credentials.
    pub(crate) headers: HeaderMap,
    pub(crate) secrets: Secrets,
    /// Methods of the builder whose secrets were read from the environment.
    pub(crate) from_env: Vec<&'static str>,
    /// Credentials by the index of their scheme, unless they come from a provider.
    pub(crate) credentials: Vec<Option<Credential>>,
    /// Whether a value was given to the builder, by the index of the scheme, unless the credentials come from a provider.
    pub(crate) chosen: Vec<bool>,
}

impl Identity {
    /// Returns the credentials of a scheme.
    pub(crate) fn credential(&self, scheme: usize) -> Option<&Credential> {
        self.credentials.get(scheme)?.as_ref()
    }

    /// Returns `true` if the builder was given one of these values.
    pub(crate) fn has_explicit(&self, values: &[AuthValue]) -> bool {
        let is_explicit =
            |method| self.secrets.get(method).is_some() && !self.from_env.contains(&method);
        values.iter().any(|value| is_explicit(value.method))
    }
}

impl Core {
    /// Creates a client from a checked configuration.
    pub(crate) fn new(inner: ClientInner) -> Self {
        Self(Arc::new(inner))
    }

    /// Returns the shared state.
    pub(crate) fn inner(&self) -> &ClientInner {
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

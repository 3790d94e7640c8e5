//! Settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::auth::cache::CredentialsCache;
use crate::runtime::auth::provider::CredentialsProvider;
use crate::runtime::auth::source::CredentialsSource;
use crate::runtime::config::api::{Api, BASE_URL, UrlSettings};
use crate::runtime::config::hooks::Hooks;
use crate::runtime::error::Error;
use crate::runtime::json::unknown::{OnUnknown, Unknown};
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::text::headers::set_header;
use crate::runtime::text::named::remove;
use crate::runtime::transport::Transport;
use crate::runtime::transport::connection_options::ConnectionOptions;
#[cfg(feature = "__tls")]
use crate::runtime::transport::hyper::tls::options::TlsOptions;
use crate::runtime::transport::sender::Sender;

/// Default limits: 64 MiB for a response body, 16 MiB for an event of a stream.
const MAX_BYTES: MaxBytes = MaxBytes {
    response: 64 * 1024 * 1024,
    event: 16 * 1024 * 1024,
};

/// Settings of a client that is being built.
pub struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) secrets: Secrets,
    /// Methods of the builder whose secrets were read from the environment.
    pub(crate) from_env: Vec<&'static str>,
    /// Provider of the credentials; `None` if they are fixed.
    pub(crate) credentials: Option<Arc<dyn CredentialsSource>>,
    pub(crate) urls: UrlSettings,
    pub(crate) client_params: Vec<(&'static str, String)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) connections: ConnectionOptions,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) max_bytes: MaxBytes,
    pub(crate) missing_is_deleted: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) headers: HeaderMap,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    /// Layers around the transport. The first one is the innermost.
    pub(crate) layers: Vec<Layer>,
    pub(crate) hooks: Option<Arc<dyn Hooks>>,
    pub(crate) on_unknown: Option<OnUnknown>,
    pub(crate) failure: Option<Error>,
}

/// Function that puts a layer around a transport.
pub(crate) type Layer = Box<dyn FnOnce(Sender) -> Sender + Send + Sync>;

/// Maximum sizes in bytes.
#[derive(Clone, Copy)]
pub(crate) struct MaxBytes {
    pub(crate) response: usize,
    pub(crate) event: usize,
}

impl Settings {
    /// Creates settings with the defaults of an API.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            secrets: Secrets::default(),
            from_env: Vec::new(),
            credentials: None,
            urls: Vec::new(),
            client_params: Vec::new(),
            timeout: None,
            connections: ConnectionOptions::default(),
            total_timeout: None,
            max_retries: None,
            max_bytes: MAX_BYTES,
            missing_is_deleted: true,
            allow_plain_http: false,
            headers: HeaderMap::new(),
            transport: None,
            layers: Vec::new(),
            hooks: None,
            on_unknown: None,
            failure: None,
        }
    }

    /// Sets the base URL.
    pub fn base_url(&mut self, url: String) {
        self.url(BASE_URL, url);
    }

    /// Sets the URL of a server, or a variable of URLs, by the name of the builder's method.
    pub fn url(&mut self, method: &'static str, value: String) {
        remove(&mut self.urls, method);
        self.urls.push((method, value));
    }

    /// Sets the timeout of an attempt, from connecting to the end of the response body.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets the timeout for connecting. It only applies to the default transport.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.connections.timeout = Some(timeout);
    }

    /// Sets the TLS options. They only apply to the default transport.
    #[cfg(feature = "__tls")]
    pub fn tls(&mut self, options: TlsOptions) {
        self.connections.tls = Some(options);
        self.connections.has_tls = true;
    }

    /// Sets the deadline of a whole call: all attempts and delays, and all pages of an iteration.
    pub fn total_timeout(&mut self, timeout: Duration) {
        self.total_timeout = Some(timeout);
    }

    /// Sets the maximum number of retries of a call.
    pub fn max_retries(&mut self, retries: u32) {
        self.max_retries = Some(retries);
    }

    /// Sets the maximum size of a response body, in bytes.
    pub fn max_response_bytes(&mut self, bytes: usize) {
        self.max_bytes.response = bytes;
    }

    /// Sets whether a `DELETE` succeeds if a retry returns 404.
    pub fn missing_is_deleted(&mut self, deleted: bool) {
        self.missing_is_deleted = deleted;
    }

    /// Sets whether the base URL may use plain http for hosts other than loopback addresses.
    pub fn allow_plain_http(&mut self, allow: bool) {
        self.allow_plain_http = allow;
    }

    /// Sets a header of all requests.
    pub fn header(&mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) {
        if let Err(message) = set_header(&mut self.headers, name, value) {
            self.failure.get_or_insert(Error::configuration(message));
        }
    }

    /// Sets the transport.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Arc::new(transport));
    }

    /// Puts a layer around the transport and the layers before.
    pub fn wrap_transport<T: Transport>(
        &mut self,
        wrap: impl FnOnce(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) {
        self.layers.push(Box::new(|inner| {
            Sender::Provided(Arc::new(wrap(inner.into_transport())))
        }));
    }

    /// Sets the hooks that observe calls.
    pub fn hooks(&mut self, hooks: impl Hooks) {
        self.hooks = Some(Arc::new(hooks));
    }

    /// Sets the function that is called for unknown fields and enum values in responses.
    pub fn on_unknown(&mut self, on_unknown: impl Fn(&Unknown<'_>) + Send + Sync + 'static) {
        self.on_unknown = Some(Arc::new(on_unknown));
    }

    /// Sets a client-level parameter by its name in requests.
    pub fn client_param(&mut self, name: &'static str, value: String) {
        remove(&mut self.client_params, name);
        self.client_params.push((name, value));
    }

    /// Sets the provider of the credentials, instead of fixed ones.
    pub fn credentials(&mut self, provider: impl CredentialsProvider) {
        if !self.api.schemes.is_empty() {
            let cache = CredentialsCache::new(self.api.schemes, None, Box::new(provider));
            self.credentials = Some(Arc::new(cache));
        }
    }

    /// Sets the API key, instead of a provider.
    pub fn api_key(&mut self, key: SecretString) {
        self.credential("api_key", key);
    }

    /// Sets a value of the credentials by the name of the builder's method, instead of a provider.
    pub fn credential(&mut self, method: &'static str, value: SecretString) {
        self.credentials = None;
        self.from_env.retain(|other| *other != method);
        self.secrets.insert(method, value);
    }

    /// Sets the maximum size of an event of a stream, in bytes.
    pub fn max_event_bytes(&mut self, bytes: usize) {
        self.max_bytes.event = bytes;
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("secrets", &self.secrets)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connections.timeout)
            .field("total_timeout", &self.total_timeout)
            .field("max_retries", &self.max_retries)
            .finish_non_exhaustive()
    }
}

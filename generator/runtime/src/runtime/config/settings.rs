//! What a client is built from.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::config::api::Api;
use crate::runtime::config::hooks::Hooks;
use crate::runtime::error::Error;
use crate::runtime::json::unknown::{OnUnknown, Unknown};
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::text::headers::set_header;
use crate::runtime::transport::Transport;

/// The default limits: 64 MiB for the body of a response, 16 MiB for an event of a stream.
const MAX_BYTES: MaxBytes = MaxBytes {
    response: 64 * 1024 * 1024,
    event: 16 * 1024 * 1024,
};

/// The default time for a connection to be made.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The options of a client that is being built.
pub struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) secrets: Secrets,
    pub(crate) base_url: Option<String>,
    pub(crate) client_params: Vec<(&'static str, String)>,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) max_bytes: MaxBytes,
    pub(crate) missing_is_deleted: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) headers: HeaderMap,
    pub(crate) transport: Option<Box<dyn Transport>>,
    pub(crate) hooks: Option<Arc<dyn Hooks>>,
    pub(crate) on_unknown: Option<OnUnknown>,
    pub(crate) failure: Option<Error>,
}

/// Secrets that a client was given, by the builder method that took each.
pub(crate) type Secrets = BTreeMap<&'static str, SecretString>;

/// Maximum sizes of what arrives.
#[derive(Clone, Copy)]
pub(crate) struct MaxBytes {
    pub(crate) response: usize,
    pub(crate) event: usize,
}

impl Settings {
    /// The defaults of an API.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            secrets: Secrets::new(),
            base_url: None,
            client_params: Vec::new(),
            timeout: api.timeout,
            connect_timeout: CONNECT_TIMEOUT,
            total_timeout: None,
            max_retries: api.max_retries,
            max_bytes: MAX_BYTES,
            missing_is_deleted: true,
            allow_plain_http: false,
            headers: HeaderMap::new(),
            transport: None,
            hooks: None,
            on_unknown: None,
            failure: None,
        }
    }

    /// Sets the base URL.
    pub fn base_url(&mut self, url: String) {
        self.base_url = Some(url);
    }

    /// Sets the time that one attempt may take, from connecting through the end of the body.
    pub fn timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    /// Sets the time that a connection may take to be made. It binds the default transport only.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// Sets the time that a whole call may take, with all attempts, pauses and pages of a walk.
    pub fn total_timeout(&mut self, timeout: Duration) {
        self.total_timeout = Some(timeout);
    }

    /// Sets how often a request is sent again.
    pub fn max_retries(&mut self, retries: u32) {
        self.max_retries = retries;
    }

    /// Sets the size from which on the body of a response is refused.
    pub fn max_response_bytes(&mut self, bytes: usize) {
        self.max_bytes.response = bytes;
    }

    /// Sets whether a `DELETE` that meets 404 in a later attempt has succeeded.
    pub fn missing_is_deleted(&mut self, deleted: bool) {
        self.missing_is_deleted = deleted;
    }

    /// Sets whether a base URL with plain http may lead to other machines.
    pub fn allow_plain_http(&mut self, allow: bool) {
        self.allow_plain_http = allow;
    }

    /// Sets a header for all requests.
    pub fn header(&mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) {
        if let Err(refusal) = set_header(&mut self.headers, name, value) {
            self.failure.get_or_insert(Error::configuration(refusal));
        }
    }

    /// Sets what sends the requests.
    pub fn transport(&mut self, transport: impl Transport) {
        self.transport = Some(Box::new(transport));
    }

    /// Sets who is told of calls.
    pub fn hooks(&mut self, hooks: impl Hooks) {
        self.hooks = Some(Arc::new(hooks));
    }

    /// Sets who hears of unknown fields and enum values in responses.
    pub fn on_unknown(&mut self, on_unknown: impl Fn(&Unknown<'_>) + Send + Sync + 'static) {
        self.on_unknown = Some(Arc::new(on_unknown));
    }

    /// Sets a client-level parameter, by its wire name.
    pub fn client_param(&mut self, name: &'static str, value: String) {
        self.client_params.retain(|(other, _)| *other != name);
        self.client_params.push((name, value));
    }

    /// Sets the API key.
    pub fn api_key(&mut self, key: SecretString) {
        self.secrets.insert("api_key", key);
    }

    /// Sets the user name.
    pub fn username(&mut self, username: String) {
        self.secrets.insert("username", username.into());
    }

    /// Sets the password.
    pub fn password(&mut self, password: SecretString) {
        self.secrets.insert("password", password);
    }

    /// Sets the size from which on an event of a stream is refused.
    pub fn max_event_bytes(&mut self, bytes: usize) {
        self.max_bytes.event = bytes;
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("secrets", &self.secrets)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("total_timeout", &self.total_timeout)
            .field("max_retries", &self.max_retries)
            .finish_non_exhaustive()
    }
}

//! Construction of a client. A setting comes from the builder, else from the environment, else it has its default.

use std::cell::RefCell;
use std::sync::Arc;

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use crate::runtime::client::limits::check_limits;
use crate::runtime::client::retry_budget::RetryBudget;
use crate::runtime::client::{ClientInner, Core, Identity};
use crate::runtime::config::api::{ACCEPTED, Api};
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::{Environment, configured, explicit_value};
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::transport::sender::Sender;

impl Settings {
    /// Builds the client. Settings that were not set are read from the environment.
    ///
    /// # Errors
    /// Returns a configuration error if a value is missing or invalid.
    pub fn build(self) -> Result<Core, Error> {
        self.build_with(&|name| std::env::var_os(name))
    }

    /// Builds the client. Settings that were not set are read from `env`.
    ///
    /// # Errors
    /// Returns the same errors as [`build`](Self::build).
    pub fn build_with(self, env: Environment) -> Result<Core, Error> {
        build(self, None, env)
    }
}

/// Checks the settings and reads the missing ones from the environment. A client that is derived from another one uses
/// its transport and its retry budget.
pub(crate) fn build(
    mut settings: Settings,
    parent: Option<&ClientInner>,
    env: Environment,
) -> Result<Core, Error> {
    if let Some(failure) = settings.failure {
        return Err(failure);
    }
    let api = settings.api;
    check_limits(&settings)?;
    let identity = Identity {
        headers: default_headers(api, &settings.headers)?,
        secrets: std::mem::take(&mut settings.secrets),
    };
    let identity = authenticate(&settings, identity, env)?;
    let base_url = base_url(&settings, env)?;
    let client_params = client_params(api, &settings.client_params, env)?;
    let is_bound_to_host =
        settings.transport.is_none() && parent.is_none_or(|parent| parent.is_bound_to_host);
    let innermost = match (&settings.transport, parent) {
        (None, Some(parent)) => Some(parent.innermost.clone()),
        (Some(_), _) | (None, None) => None,
    };
    let sender = match (settings.transport, parent) {
        (Some(_), _) if settings.connections.has_tls => {
            return Err(Error::configuration(
                "`tls` has no effect on the transport that was passed to `ClientBuilder::transport`: set up TLS there",
            ));
        }
        (Some(transport), _) => Sender::Provided(transport),
        (None, Some(parent)) => parent.sender.clone(),
        (None, None) => Sender::standard(base_url.uri(), &settings.connections, env)?,
    };
    Ok(Core::new(ClientInner {
        api,
        base_url,
        identity,
        credentials: settings.credentials,
        client_params,
        timeout: settings.timeout,
        total_timeout: settings.total_timeout,
        max_retries: settings.max_retries,
        max_bytes: settings.max_bytes,
        missing_is_deleted: settings.missing_is_deleted,
        allow_plain_http: settings.allow_plain_http,
        retry_budget: retry_budget(settings.max_retries.unwrap_or(api.max_retries), parent),
        hooks: settings.hooks,
        on_unknown: settings.on_unknown,
        innermost: innermost.unwrap_or_else(|| sender.clone()),
        // The first layer is the innermost.
        sender: settings
            .layers
            .into_iter()
            .fold(sender, |inner, wrap| wrap(inner)),
        is_bound_to_host,
    }))
}

/// Returns the retry budget of a client. It limits the load on one server, so derived clients share it.
fn retry_budget(max_retries: u32, parent: Option<&ClientInner>) -> Arc<RetryBudget> {
    let Some(parent) = parent else {
        return Arc::new(RetryBudget::new(max_retries));
    };
    parent.retry_budget.share_with(max_retries);
    Arc::clone(&parent.retry_budget)
}

/// Returns the headers of every request: the defaults, replaced by those that are set on the client.
fn default_headers(api: &Api, client_headers: &HeaderMap) -> Result<HeaderMap, Error> {
    let user_agent = HeaderValue::from_str(api.user_agent)
        .map_err(|_| Error::configuration("the user agent must be printable ASCII"))?;
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(USER_AGENT, user_agent);
    headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    for &(name, value) in api.headers {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in client_headers {
        headers.insert(name, value.clone());
    }
    Ok(headers)
}

/// Checks the secrets and adds the header with the credentials.
fn authenticate(
    settings: &Settings,
    mut identity: Identity,
    env: Environment,
) -> Result<Identity, Error> {
    // A blank secret is an error even if no request needs it, such as the secret for webhooks.
    for (method, secret) in identity.secrets.iter() {
        explicit_value(method, secret.expose())?;
    }
    if let Some(provider) = &settings.credentials {
        identity.headers.remove(provider.header());
    } else if let Some(auth) = settings.api.auth {
        // Values from the environment are kept too, for redaction and for derived clients.
        let secrets = RefCell::new(std::mem::take(&mut identity.secrets));
        let header = auth.header(&|method, variable| {
            let mut secrets = secrets.borrow_mut();
            let explicit = secrets.get(method).map(SecretString::expose);
            let value = configured(method, explicit, variable, env)?;
            if let Some(value) = &value {
                secrets.insert(method, SecretString::from(&**value));
            }
            Ok(value)
        })?;
        identity.headers.insert(header.name, header.value);
        identity.secrets = secrets.into_inner();
    }
    Ok(identity)
}

/// Returns the base URL: that of the builder, else of the environment, else of the API.
fn base_url(settings: &Settings, env: Environment) -> Result<BaseUrl, Error> {
    let api = settings.api;
    let explicit = settings.base_url.as_deref();
    let url = configured("base_url", explicit, api.base_url_env, env)?;
    BaseUrl::parse(
        url.as_deref().unwrap_or(api.base_url),
        settings.allow_plain_http,
    )
}

/// Returns the client-level parameters that are set. A missing one is an error only in calls that need it.
fn client_params(
    api: &'static Api,
    explicit: &[(&'static str, String)],
    env: Environment,
) -> Result<Vec<(&'static str, String)>, Error> {
    let mut params = Vec::with_capacity(api.client_params.len());
    for param in api.client_params {
        let explicit = explicit.iter().find(|(name, _)| *name == param.name);
        let explicit = explicit.map(|(_, value)| value.as_str());
        let value = configured(param.method, explicit, param.env, env)?;
        if let Some(value) = value {
            params.push((param.name, value));
        }
    }
    Ok(params)
}

//! Building a client: explicit value, else environment, else default.

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};

use crate::runtime::client::limits::check_limits;
use crate::runtime::client::retry_budget::RetryBudget;
use crate::runtime::client::sender::Sender;
use crate::runtime::client::{ClientInner, Core, Identity};
use crate::runtime::config::api::Api;
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::{Environment, configured, explicit_value};
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;

impl Settings {
    /// Builds the client, with the environment's values for what was not set.
    ///
    /// # Errors
    /// A configuration error, if a value is missing or does not fit.
    pub fn build(self) -> Result<Core, Error> {
        self.build_with(&|name| std::env::var_os(name))
    }

    /// Builds the client with an environment of the caller's choice.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn build_with(self, env: Environment) -> Result<Core, Error> {
        build(self, env)
    }
}

/// Checks everything, and reads what was left open.
fn build(mut settings: Settings, env: Environment) -> Result<Core, Error> {
    if let Some(failure) = settings.failure {
        return Err(failure);
    }
    let api = settings.api;
    check_limits(&settings)?;
    let identity = Identity {
        headers: default_headers(api, std::mem::take(&mut settings.headers))?,
        secrets: std::mem::take(&mut settings.secrets),
    };
    let identity = authorized(api, identity, env)?;
    let base_url = base_url(&settings, env)?;
    let client_params = client_params(api, &settings.client_params, env)?;
    let sender = match settings.transport {
        Some(transport) => Sender::Custom(transport),
        None => Sender::standard(&base_url, settings.connect_timeout, env)?,
    };
    Ok(Core::new(ClientInner {
        api,
        base_url,
        identity,
        client_params,
        timeout: settings.timeout,
        total_timeout: settings.total_timeout,
        max_retries: settings.max_retries,
        max_bytes: settings.max_bytes,
        missing_is_deleted: settings.missing_is_deleted,
        retry_budget: RetryBudget::new(settings.max_retries),
        hooks: settings.hooks,
        on_unknown: settings.on_unknown,
        sender,
    }))
}

/// What every request carries: the defaults, then the client's headers.
fn default_headers(api: &Api, own: HeaderMap) -> Result<HeaderMap, Error> {
    let user_agent = HeaderValue::from_str(api.user_agent)
        .map_err(|_| Error::configuration("the user agent is not printable"))?;
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(USER_AGENT, user_agent);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.extend(own);
    Ok(headers)
}

/// Adds who sends the requests to what they carry.
fn authorized(api: &Api, mut identity: Identity, env: Environment) -> Result<Identity, Error> {
    // A blank secret is a mistake, be it one that only some uses of the client ask for.
    for (method, secret) in &identity.secrets {
        explicit_value(method, secret.expose())?;
    }
    if let Some(auth) = api.auth {
        let credentials = auth.credentials(&|method, variable| {
            let explicit = identity.secrets.get(method).map(SecretString::expose);
            configured(method, explicit, variable, env)
        })?;
        identity
            .headers
            .insert(credentials.header, credentials.value);
        identity
            .secrets
            .insert(credentials.method, credentials.secret);
    }
    Ok(identity)
}

/// The base URL: explicit, of the environment, or the API's own.
fn base_url(settings: &Settings, env: Environment) -> Result<BaseUrl, Error> {
    let api = settings.api;
    let explicit = settings.base_url.as_deref();
    let url = configured("base_url", explicit, api.base_url_env, env)?;
    BaseUrl::parse(
        url.as_deref().unwrap_or(api.base_url),
        settings.allow_plain_http,
    )
}

/// The client-level parameters that are set. Those that are missing matter only to the calls that need them.
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
        params.extend(value.map(|value| (param.name, value)));
    }
    Ok(params)
}

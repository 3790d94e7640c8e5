//! From settings and environment to a client: explicit value, else environment, else default.

use std::ffi::OsString;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use zeroize::Zeroizing;

use super::api::Api;
use super::base_url::BaseUrl;
use super::budget::Budget;
use super::core::{Core, Identity, Parts, Sender};
use super::error::Error;
use super::settings::Settings;

/// More retries than these would hammer a server that is down.
pub(super) const MAX_RETRIES: u32 = 10;

/// Where variables of the environment come from.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Checks everything, and reads what was left open.
pub(super) fn configure(mut settings: Settings, env: Environment) -> Result<Core, Error> {
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
    Ok(Core::new(Parts {
        api,
        base_url,
        identity,
        client_params,
        timeout: settings.timeout,
        total_timeout: settings.total_timeout,
        max_retries: settings.max_retries,
        max_bytes: settings.max_bytes,
        missing_is_deleted: settings.missing_is_deleted,
        budget: Budget::new(settings.max_retries),
        hooks: settings.hooks,
        on_unknown: settings.on_unknown,
        sender,
    }))
}

/// Refuses numbers that cannot be meant.
fn check_limits(settings: &Settings) -> Result<(), Error> {
    if settings.max_retries > MAX_RETRIES {
        return Err(Error::configuration(format!(
            "`max_retries` must be at most {MAX_RETRIES}"
        )));
    }
    if settings.max_bytes.event == 0 {
        return Err(Error::configuration(
            "`max_event_bytes` must be greater than zero",
        ));
    }
    let timeouts = [
        ("timeout", Some(settings.timeout)),
        ("connect_timeout", Some(settings.connect_timeout)),
        ("total_timeout", settings.total_timeout),
    ];
    for (name, timeout) in timeouts {
        if timeout == Some(Duration::ZERO) {
            return Err(Error::configuration(format!(
                "`{name}` must be greater than zero"
            )));
        }
    }
    Ok(())
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
        auth.authorize(&mut identity.headers, &mut identity.secrets, env)?;
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

/// A value, trimmed: what a method of the builder was given, else what a variable of the environment holds.
pub(super) fn configured(
    method: &str,
    explicit: Option<&str>,
    variable: Option<&str>,
    env: Environment,
) -> Result<Option<String>, Error> {
    match (explicit, variable) {
        (Some(value), _) => explicit_value(method, value).map(|value| Some(value.to_owned())),
        (None, Some(variable)) => variable_value(variable, env),
        (None, None) => Ok(None),
    }
}

/// The end of a message about a missing value, where a variable may hold it.
pub(super) fn or_variable(variable: Option<&str>) -> String {
    variable.map_or_else(String::new, |variable| {
        format!(", or set the environment variable `{variable}`")
    })
}

/// A value that a method of the builder was given: a blank one is a mistake, never a wish for the default.
fn explicit_value<'a>(method: &str, value: &'a str) -> Result<&'a str, Error> {
    match value.trim() {
        "" => Err(Error::configuration(format!(
            "`ClientBuilder::{method}` was given a blank value"
        ))),
        value => Ok(value),
    }
}

/// A variable of the environment: a blank one counts as unset.
fn variable_value(variable: &str, env: Environment) -> Result<Option<String>, Error> {
    let Some(value) = env(variable) else {
        return Ok(None);
    };
    match value.into_string().map(Zeroizing::new) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(_) => Err(Error::configuration(format!(
            "the environment variable `{variable}` is not UTF-8"
        ))),
    }
}

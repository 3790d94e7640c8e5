//! From settings and environment to a client: explicit value, else environment, else default.

use std::ffi::OsString;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue};
use zeroize::Zeroizing;

use super::api::{Api, Auth};
use super::base_url::BaseUrl;
use super::budget::Budget;
use super::core::{Core, Parts, Sender};
use super::error::Error;
use super::secret::SecretString;
use super::settings::Settings;

/// More retries than these would hammer a server that is down.
pub(super) const MAX_RETRIES: u32 = 10;

/// Where variables of the environment come from.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Checks everything, and reads what was left open.
pub(super) fn configure(settings: Settings, env: Environment) -> Result<Core, Error> {
    if let Some(failure) = settings.failure {
        return Err(failure);
    }
    let api = settings.api;
    check_limits(&settings)?;
    let key = api_key(api, settings.api_key.as_ref(), env)?;
    let headers = default_headers(api, &settings.headers, &key)?;
    let base_url = base_url(&settings, env)?;
    let client_params = client_params(api, &settings.client_params, env)?;
    let sender = match settings.transport {
        Some(transport) => Sender::Custom(transport),
        None => Sender::standard(&base_url, settings.connect_timeout, env)?,
    };
    Ok(Core::new(Parts {
        api,
        base_url,
        headers,
        client_params,
        timeout: settings.timeout,
        total_timeout: settings.total_timeout,
        max_retries: settings.max_retries,
        max_response_bytes: settings.max_response_bytes,
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

/// The key, trimmed and fit for a header.
fn api_key(
    api: &Api,
    explicit: Option<&SecretString>,
    env: Environment,
) -> Result<SecretString, Error> {
    let Auth::Bearer { env: variable } = api.auth;
    let key = match explicit {
        Some(key) => Some(SecretString::from(explicit_value(
            "ClientBuilder::api_key",
            key.expose(),
        )?)),
        None => match variable {
            Some(variable) => variable_value(variable, env)?.map(SecretString::from),
            None => None,
        },
    };
    let key = key.ok_or_else(|| {
        let variable = variable.map(|name| format!(", or set the environment variable `{name}`"));
        let variable = variable.unwrap_or_default();
        Error::configuration(format!(
            "no API key: call `ClientBuilder::api_key`{variable}"
        ))
    })?;
    if !key
        .expose()
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic())
    {
        return Err(Error::configuration("the API key must be printable ASCII"));
    }
    Ok(key)
}

/// What every request carries: the defaults, then the client's headers, then who sends it.
fn default_headers(api: &Api, own: &HeaderMap, key: &SecretString) -> Result<HeaderMap, Error> {
    let user_agent = HeaderValue::from_str(api.user_agent)
        .map_err(|_| Error::configuration("the user agent is not printable"))?;
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(USER_AGENT, user_agent);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.extend(own.clone());
    match api.auth {
        Auth::Bearer { .. } => headers.insert(AUTHORIZATION, bearer(key)?),
    };
    Ok(headers)
}

/// The value of `Authorization`, in memory that is overwritten when the last copy is dropped.
fn bearer(key: &SecretString) -> Result<HeaderValue, Error> {
    const PREFIX: &str = "Bearer ";
    let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + key.expose().len()));
    text.push_str(PREFIX);
    text.push_str(key.expose());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(Overwritten(text)))
        .map_err(|_| Error::configuration("the API key must be printable ASCII"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Text that [`Bytes`] may own.
struct Overwritten(Zeroizing<String>);

impl AsRef<[u8]> for Overwritten {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// The base URL: explicit, of the environment, or the API's own.
fn base_url(settings: &Settings, env: Environment) -> Result<BaseUrl, Error> {
    let api = settings.api;
    if let Some(url) = &settings.base_url {
        return BaseUrl::parse(
            explicit_value("ClientBuilder::base_url", url)?,
            settings.allow_plain_http,
        );
    }
    let from_env = match api.base_url_env {
        Some(variable) => variable_value(variable, env)?,
        None => None,
    };
    BaseUrl::parse(
        from_env.as_deref().unwrap_or(api.base_url),
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
        let value = match (
            explicit.iter().find(|(name, _)| *name == param.name),
            param.env,
        ) {
            (Some((_, value)), _) => {
                Some(explicit_value(&format!("ClientBuilder::{}", param.method), value)?.to_owned())
            }
            (None, Some(variable)) => variable_value(variable, env)?,
            (None, None) => None,
        };
        params.extend(value.map(|value| (param.name, value)));
    }
    Ok(params)
}

/// A value that was given on purpose: a blank one is a mistake, never a wish for the default.
fn explicit_value<'a>(method: &str, value: &'a str) -> Result<&'a str, Error> {
    match value.trim() {
        "" => Err(Error::configuration(format!(
            "`{method}` was given a blank value"
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

//! URLs of the servers of a client.

use crate::runtime::config::api::{Api, BASE_URL, UrlSettings};
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::{Environment, configured};
use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::text::named::{find, remove};

/// Returns the URLs of the default server and of the others. Values from the environment are added to `settings`.
pub(crate) fn server_urls(
    api: &Api,
    settings: &mut UrlSettings,
    allow_plain_http: bool,
    env: Environment,
) -> Result<Vec<BaseUrl>, Error> {
    configure(settings, BASE_URL, api.base_url_env, env)?;
    if let Some(servers) = api.servers {
        return servers.urls(api, settings, allow_plain_http, env);
    }
    let url = server_url(api, settings, BASE_URL, api.base_url)?;
    Ok(vec![BaseUrl::parse(url, allow_plain_http)?])
}

/// Adds the value from the environment to the settings, unless one was set with the method of the builder.
pub(crate) fn configure(
    settings: &mut UrlSettings,
    method: &'static str,
    variable: Option<&str>,
    env: Environment,
) -> Result<(), Error> {
    if let Some(value) = configured(method, find(settings, method), variable, env)? {
        remove(settings, method);
        settings.push((method, value));
    }
    Ok(())
}

/// Returns the URL of a server: the one that is set, else its default.
pub(crate) fn server_url<'a>(
    api: &Api,
    settings: &'a UrlSettings,
    method: &str,
    default: &'a str,
) -> Result<&'a str, Error> {
    let url = find(settings, method).unwrap_or(default);
    if url.is_empty() {
        let or_variable = or_variable(api.base_url_env);
        return Err(Error::configuration(format!(
            "no base URL: call `ClientBuilder::{method}`{or_variable}"
        )));
    }
    Ok(url)
}

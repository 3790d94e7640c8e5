//! URLs of the servers of a client.

use crate::runtime::config::api::Api;
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::{Environment, configured};
use crate::runtime::config::server::{BASE_URL, UrlSettings, UrlVariable};
use crate::runtime::config::settings::remove;
use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;

/// Returns the URLs of the default server and of the others. Values from the environment are added to `settings`.
pub(crate) fn server_urls(
    api: &Api,
    settings: &mut UrlSettings,
    allow_plain_http: bool,
    env: Environment,
) -> Result<Vec<BaseUrl>, Error> {
    let servers = api.servers.iter().map(|server| (server.method, server.env));
    let variables = api
        .url_variables
        .iter()
        .map(|variable| (variable.method, variable.env));
    let default = std::iter::once((BASE_URL, api.base_url_env));
    for (method, variable) in default.chain(servers).chain(variables) {
        if let Some(value) = configured(method, find(settings, method), variable, env)? {
            remove(settings, method);
            settings.push((method, value));
        }
    }
    let mut urls = vec![server_url(
        api,
        settings,
        BASE_URL,
        api.base_url,
        allow_plain_http,
    )?];
    for server in api.servers {
        let url = server_url(api, settings, server.method, server.url, allow_plain_http);
        urls.push(url.map_err(|error| {
            Error::configuration(format!("`ClientBuilder::{}`: {error}", server.method))
        })?);
    }
    Ok(urls)
}

/// Returns the URL of a server: the one that is set, else its default.
fn server_url(
    api: &Api,
    settings: &UrlSettings,
    method: &str,
    default: &str,
    allow_plain_http: bool,
) -> Result<BaseUrl, Error> {
    let url = match find(settings, method) {
        Some(url) => url.to_owned(),
        None if default.is_empty() => {
            let or_variable = or_variable(api.base_url_env);
            return Err(Error::configuration(format!(
                "no base URL: call `ClientBuilder::{method}`{or_variable}"
            )));
        }
        None => expanded(api, settings, default)?,
    };
    BaseUrl::parse(&url, allow_plain_http)
}

/// Replaces the variables of a URL by their values.
fn expanded(api: &Api, settings: &UrlSettings, template: &str) -> Result<String, Error> {
    let (mut url, mut rest) = (String::with_capacity(template.len()), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        url.push_str(before);
        let is_in_path = url
            .split_once("://")
            .is_some_and(|(_, rest)| rest.contains('/'));
        let variable = api.url_variables.iter().find(|known| known.name == name);
        if let Some(variable) = variable {
            url.push_str(value(variable, settings, is_in_path)?);
        }
        rest = behind;
    }
    url.push_str(rest);
    Ok(url)
}

/// Returns the value of a variable, which must not lead to another host or path.
fn value<'a>(
    variable: &UrlVariable,
    settings: &'a UrlSettings,
    is_in_path: bool,
) -> Result<&'a str, Error> {
    let method = variable.method;
    let value = find(settings, method).or(variable.default).ok_or_else(|| {
        let or_variable = or_variable(variable.env);
        Error::configuration(format!(
            "no `{method}`: call `ClientBuilder::{method}`{or_variable}"
        ))
    })?;
    if !variable.values.is_empty() {
        return if variable.values.contains(&value) {
            Ok(value)
        } else {
            let values = variable.values.join("`, `");
            Err(Error::configuration(format!(
                "`ClientBuilder::{method}` must be one of `{values}`"
            )))
        };
    }
    let (others, rule) = if is_in_path {
        ("-_.~", "letters, digits, `-`, `_`, `.` and `~`")
    } else {
        ("-_", "letters, digits, `-` and `_`")
    };
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || others.contains(c);
    if value.chars().all(is_allowed) && !matches!(value, "." | "..") {
        return Ok(value);
    }
    Err(Error::configuration(format!(
        "`ClientBuilder::{method}` must consist of {rule}, because it is a part of a URL"
    )))
}

/// Returns the value that was set with a method of the builder.
pub(crate) fn find<'a>(settings: &'a UrlSettings, method: &str) -> Option<&'a str> {
    settings
        .iter()
        .find(|(other, _)| *other == method)
        .map(|(_, value)| value.as_str())
}

//! Servers of an API, and variables in their URLs.

use crate::runtime::config::api::{Api, BASE_URL, ServerUrls, UrlSettings};
use crate::runtime::config::base_url::BaseUrl;
use crate::runtime::config::environment::Environment;
use crate::runtime::config::server_urls::{configure, server_url};
use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::text::named::find;

/// Servers of an API, and the variables in their URLs.
pub struct Servers {
    /// Servers besides the default one.
    pub others: &'static [Server],
    /// Variables in the URLs of servers.
    pub variables: &'static [UrlVariable],
}

/// Server of an API besides the default one.
pub struct Server {
    /// Method of the client builder that sets its URL.
    pub method: &'static str,
    /// Default URL, with variables in braces.
    pub url: &'static str,
    /// Environment variable for the URL.
    pub env: Option<&'static str>,
}

/// Variable in the URLs of servers.
pub struct UrlVariable {
    /// Name in the URLs.
    pub name: &'static str,
    /// Method of the client builder that sets it.
    pub method: &'static str,
    /// Environment variable for it.
    pub env: Option<&'static str>,
    /// Default value.
    pub default: Option<&'static str>,
    /// Values that it can have; any value if there are none.
    pub values: &'static [&'static str],
}

impl ServerUrls for Servers {
    fn urls(
        &self,
        api: &Api,
        settings: &mut UrlSettings,
        allow_plain_http: bool,
        env: Environment,
    ) -> Result<Vec<BaseUrl>, Error> {
        for server in self.others {
            configure(settings, server.method, server.env, env)?;
        }
        for variable in self.variables {
            configure(settings, variable.method, variable.env, env)?;
        }
        let url = |method, default| {
            let url = self.url(api, settings, method, default)?;
            BaseUrl::parse(&url, allow_plain_http)
        };
        let mut urls = vec![url(BASE_URL, api.base_url)?];
        for server in self.others {
            let url = url(server.method, server.url);
            urls.push(url.map_err(|error| {
                Error::configuration(format!("`ClientBuilder::{}`: {error}", server.method))
            })?);
        }
        Ok(urls)
    }

    fn others(&self) -> Vec<(&'static str, &'static str)> {
        let others = self.others.iter();
        others.map(|server| (server.method, server.url)).collect()
    }
}

impl Servers {
    /// Returns the URL of a server: the one that is set, else its default with the values of the variables.
    fn url(
        &self,
        api: &Api,
        settings: &UrlSettings,
        method: &str,
        default: &str,
    ) -> Result<String, Error> {
        let url = server_url(api, settings, method, default)?;
        if find(settings, method).is_some() {
            return Ok(url.to_owned());
        }
        self.expanded(settings, url)
    }

    /// Replaces the variables of a URL by their values.
    fn expanded(&self, settings: &UrlSettings, template: &str) -> Result<String, Error> {
        let (mut url, mut rest) = (String::with_capacity(template.len()), template);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').unwrap_or((after, ""));
            url.push_str(before);
            let is_in_path = url
                .split_once("://")
                .is_some_and(|(_, rest)| rest.contains('/'));
            let variable = self.variables.iter().find(|known| known.name == name);
            if let Some(variable) = variable {
                url.push_str(value(variable, settings, is_in_path)?);
            }
            rest = behind;
        }
        url.push_str(rest);
        Ok(url)
    }
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

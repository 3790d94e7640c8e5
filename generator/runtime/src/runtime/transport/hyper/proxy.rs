//! Proxy of a client, from the variables of the environment that other programs read too.

use std::ffi::OsString;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::runtime::error::Error;
use crate::runtime::transport::hyper::no_proxy::is_exempt;

/// Function that returns the value of an environment variable.
type Variables<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Returns the proxy for requests to a base URL: that of its scheme, else that of all schemes; `None` if there is none,
/// or `NO_PROXY` exempts the host.
///
/// # Errors
/// Returns a configuration error if the variable that applies is not the URL of a proxy. It does not contain the value,
/// which may include a password.
pub(crate) fn proxy_of(base: &Uri, variables: Variables) -> Result<Option<Intercept>, Error> {
    // In a CGI program, `HTTP_PROXY` contains the `Proxy` header of the incoming request, which an attacker can set.
    let of_scheme: &[&'static str] = match base.scheme_str() {
        Some("https") => &["HTTPS_PROXY", "https_proxy"],
        Some(_) | None if variables("REQUEST_METHOD").is_some() => &[],
        Some(_) | None => &["HTTP_PROXY", "http_proxy"],
    };
    let proxy = match first(of_scheme, variables)? {
        Some(proxy) => Some(proxy),
        None => first(&["ALL_PROXY", "all_proxy"], variables)?,
    };
    let Some((variable, url)) = proxy else {
        return Ok(None);
    };
    if let Some((_, exempt)) = first(&["NO_PROXY", "no_proxy"], variables)? {
        if is_exempt(base, &exempt) {
            return Ok(None);
        }
    }
    parse(variable, &url, base).map(Some)
}

/// Returns the first variable of a list that is not blank, and its value.
fn first(
    names: &[&'static str],
    variables: Variables,
) -> Result<Option<(&'static str, String)>, Error> {
    for name in names {
        let Some(value) = variables(name) else {
            continue;
        };
        let value = value.into_string().map_err(|_| {
            Error::configuration(format!("the environment variable `{name}` is not UTF-8"))
        })?;
        let value = value.trim();
        if !value.is_empty() {
            return Ok(Some((name, value.to_owned())));
        }
    }
    Ok(None)
}

/// Parses the URL of a proxy. `http://` may be omitted.
fn parse(variable: &str, url: &str, base: &Uri) -> Result<Intercept, Error> {
    if url.to_ascii_lowercase().starts_with("socks") && url.contains("://") {
        return Err(Error::configuration(format!(
            "the environment variable `{variable}` specifies a SOCKS proxy, which is not supported: \
             set it to the URL of an HTTP proxy, or exempt the host in `NO_PROXY`"
        )));
    }
    let proxy = Matcher::builder().all(url).build().intercept(base);
    let proxy = proxy.filter(|proxy| {
        let authority = proxy.uri().authority();
        authority.is_some_and(|authority| {
            let has_port = authority.as_str() != authority.host();
            !authority.host().is_empty()
                && (!has_port || authority.port_u16().is_some_and(|port| port > 0))
        })
    });
    proxy.ok_or_else(|| {
        Error::configuration(format!(
            "the environment variable `{variable}` is not the URL of a proxy: \
             write it like `http://proxy.example.com:3128`"
        ))
    })
}

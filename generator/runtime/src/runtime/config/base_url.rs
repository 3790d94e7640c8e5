//! Validation of the base URL.

use std::net::Ipv6Addr;

use http::Uri;

use crate::runtime::error::Error;
use crate::runtime::text::host::is_loopback;

/// Valid base URL: scheme, host, optional port and optional path prefix.
#[derive(Clone, Debug)]
pub struct BaseUrl {
    text: String,
    uri: Uri,
}

impl BaseUrl {
    /// Parses a trimmed URL. Error messages do not contain it, because it may include a password.
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, Error> {
        if text.contains(['?', '#']) {
            return Err(Error::configuration(
                "the base URL must have neither a query nor a fragment",
            ));
        }
        let text = text.trim_end_matches('/').to_owned();
        let uri = checked_url(&text, allow_plain_http)
            .map_err(|rule| Error::configuration(format!("the base URL {rule}")))?;
        Ok(Self { text, uri })
    }

    /// Returns the URL without trailing slashes.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the parsed URL.
    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }
}

/// Parses an absolute URL, and checks its scheme, host and port. The host must be a loopback address for plain http, unless
/// that is allowed.
///
/// # Errors
/// Returns the rule that the URL breaks, as the end of a sentence. It does not contain the URL, which may have a password.
pub(crate) fn checked_url(text: &str, allow_plain_http: bool) -> Result<Uri, &'static str> {
    if !text.as_bytes().iter().all(u8::is_ascii_graphic) {
        return Err("must be printable ASCII without spaces");
    }
    check_host(text)?;
    let uri = text.parse::<Uri>().unwrap_or_default();
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("must be absolute, such as https://api.example.com");
    };
    if authority.as_str().contains('@') {
        return Err("must not contain a user name or a password");
    }
    match scheme {
        "https" => Ok(uri),
        "http" if allow_plain_http || is_loopback(authority.host()) => Ok(uri),
        "http" => Err(
            "must begin with https://, because plain http sends everything unencrypted; `ClientBuilder::allow_plain_http` allows it",
        ),
        _ => Err("must begin with https:// or http://"),
    }
}

/// Checks the IPv6 address and the port of a URL. A parser of URLs would accept some that are wrong, and refuse others
/// without a reason.
fn check_host(url: &str) -> Result<(), &'static str> {
    let Some((_, rest)) = url.split_once("://") else {
        return Ok(());
    };
    let authority = rest.split(['/', '\\']).next().unwrap_or_default();
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match host_and_port.strip_prefix('[') {
        Some(bracketed) => match bracketed.split_once(']') {
            Some((address, port)) if address.parse::<Ipv6Addr>().is_ok() => (address, port),
            Some(_) => {
                return Err("must have an IPv6 address between `[` and `]`");
            }
            None => return Err("must not have `[` without `]`"),
        },
        None => host_and_port.split_at(host_and_port.find(':').unwrap_or(host_and_port.len())),
    };
    if host.is_empty() {
        return Err("must have a host");
    }
    let is_port = |port: &str| {
        port.bytes().all(|byte| byte.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|port| port > 0)
    };
    if port.is_empty() || port.strip_prefix(':').is_some_and(is_port) {
        Ok(())
    } else {
        Err("must have a port from 1 to 65535")
    }
}

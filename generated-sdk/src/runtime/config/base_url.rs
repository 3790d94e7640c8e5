//! The base URL: what may stand in it, and what stays of it.

use http::Uri;

use crate::runtime::error::Error;
use crate::runtime::text::host::is_loopback;

/// A checked base URL: scheme, host, perhaps a port and a path prefix.
#[derive(Debug)]
pub(crate) struct BaseUrl {
    text: String,
    uri: Uri,
}

impl BaseUrl {
    /// Checks a trimmed URL. Messages do not repeat it, since it may carry a password.
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, Error> {
        if text.contains(['?', '#']) {
            return Err(Error::configuration(
                "the base URL must have neither a query nor a fragment",
            ));
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::configuration(
                "the base URL must be printable ASCII without blanks",
            ));
        }
        let not_a_url = || {
            Error::configuration("the base URL must be absolute, such as https://api.example.com")
        };
        let text = text.trim_end_matches('/').to_owned();
        let uri: Uri = text.parse().map_err(|_| not_a_url())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(not_a_url());
        };
        if authority.as_str().contains('@') {
            return Err(Error::configuration(
                "the base URL must not carry a user name or a password",
            ));
        }
        if authority.host().is_empty()
            || (authority.port().is_none() && authority.as_str() != authority.host())
        {
            return Err(Error::configuration(
                "the base URL must have a host, and its port must be a number",
            ));
        }
        match scheme {
            "https" => {}
            "http" if allow_plain_http || is_loopback(authority.host()) => {}
            "http" => {
                return Err(Error::configuration(
                    "plain http would show the API key to the network: use https, or `ClientBuilder::allow_plain_http`",
                ));
            }
            _ => {
                return Err(Error::configuration(
                    "the base URL must begin with https:// or http://",
                ));
            }
        }
        Ok(Self { text, uri })
    }

    /// The URL without trailing slashes.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL in parts.
    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }
}

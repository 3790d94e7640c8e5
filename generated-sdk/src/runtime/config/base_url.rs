//! Validation of the base URL.

use http::Uri;

use crate::runtime::error::Error;
use crate::runtime::text::host::is_loopback;

/// Valid base URL: scheme, host, optional port and optional path prefix.
#[derive(Debug)]
pub(crate) struct BaseUrl {
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
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::configuration(
                "the base URL must be printable ASCII without spaces",
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
                "the base URL must not contain a user name or a password",
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
                    "plain http would send the credentials unencrypted: use https, or call `ClientBuilder::allow_plain_http`",
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

    /// Returns the URL without trailing slashes.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the parsed URL.
    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }
}

//! Authentication with an API key in a header.

use http::header::HeaderName;
use zeroize::Zeroizing;

use crate::runtime::auth::provider::Credentials;
use crate::runtime::auth::{Auth, AuthValue, Credential};
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::sensitive_header::sensitive_header;

/// API key in a header, such as `Authorization: Bearer <key>` or `X-Api-Key: <key>`.
pub struct ApiKey {
    /// Name of the header, in lower case.
    pub header: &'static str,
    /// Text before the key, including the space between them; empty if there is none.
    pub prefix: &'static str,
    /// Method of the builder that sets the key.
    pub method: &'static str,
    /// Environment variable for the key.
    pub env: Option<&'static str>,
}

impl Credentials {
    /// Creates credentials from an API key, such as a token. They can be used until they are refused, unless an expiry
    /// is set.
    #[must_use]
    pub fn api_key(key: impl Into<SecretString>) -> Self {
        Self::of([("api_key", key.into())])
    }
}

impl<T: Into<SecretString>> From<T> for Credentials {
    fn from(key: T) -> Self {
        Self::api_key(key)
    }
}

impl Auth for ApiKey {
    fn values(&self) -> Vec<AuthValue> {
        vec![AuthValue {
            label: "API key",
            method: self.method,
            env: self.env,
        }]
    }

    fn header(&self) -> Option<&'static str> {
        Some(self.header)
    }

    #[cfg(feature = "testing")]
    fn prefix(&self) -> &'static str {
        self.prefix
    }

    fn credential(&self, values: &[&str]) -> Result<Credential, Error> {
        let [key] = values else {
            return Err(Error::configuration("an API key is needed"));
        };
        if !key
            .bytes()
            .all(|byte| byte == b' ' || byte.is_ascii_graphic())
        {
            return Err(Error::configuration("the API key must be printable ASCII"));
        }
        let name = HeaderName::from_bytes(self.header.as_bytes())
            .map_err(|_| Error::configuration("the name of the API key header is invalid"))?;
        let mut value = Zeroizing::new(String::with_capacity(self.prefix.len() + key.len()));
        value.push_str(self.prefix);
        value.push_str(key);
        let value = sensitive_header(value)
            .map_err(|_| Error::configuration("the credentials are not a valid header value"))?;
        Ok(Credential::Header(name, value))
    }
}

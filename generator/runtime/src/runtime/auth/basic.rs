//! Authentication with a user name and a password.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use zeroize::Zeroizing;

use crate::runtime::auth::provider::Credentials;
use crate::runtime::auth::{Auth, AuthValue, Credential};
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::sensitive_header::sensitive_header;

/// Name of the scheme, before the credentials.
const PREFIX: &str = "Basic ";

/// User name and password in `Authorization: Basic` (RFC 7617).
pub struct Basic {
    /// Environment variable for the user name.
    pub username_env: Option<&'static str>,
    /// Environment variable for the password.
    pub password_env: Option<&'static str>,
}

impl Credentials {
    /// Creates credentials from a user name and a password. They can be used until they are refused, unless an expiry is
    /// set.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        let username = SecretString::from(username.into());
        Self::of([("username", username), ("password", password.into())])
    }
}

impl Auth for Basic {
    fn values(&self) -> Vec<AuthValue> {
        vec![
            AuthValue {
                label: "user name",
                method: "username",
                env: self.username_env,
            },
            AuthValue {
                label: "password",
                method: "password",
                env: self.password_env,
            },
        ]
    }

    fn header(&self) -> Option<&'static str> {
        Some("authorization")
    }

    #[cfg(feature = "testing")]
    fn prefix(&self) -> &'static str {
        PREFIX
    }

    fn credential(&self, values: &[&str]) -> Result<Credential, Error> {
        let [username, password] = values else {
            return Err(Error::configuration(
                "a user name and a password are needed",
            ));
        };
        check_characters(username, password)?;
        let value = sensitive_header(header_value(username, password))
            .map_err(|_| Error::configuration("the credentials are not a valid header value"))?;
        Ok(Credential::Header(AUTHORIZATION, value))
    }
}

/// Checks the characters of the credentials. RFC 7617 forbids a colon in the user name, and control characters.
fn check_characters(username: &str, password: &str) -> Result<(), Error> {
    if username.contains(':') {
        return Err(Error::configuration(
            "the user name must not contain `:`, which separates it from the password",
        ));
    }
    if [username, password]
        .iter()
        .any(|text| text.contains(char::is_control))
    {
        return Err(Error::configuration(
            "the user name and the password must not contain control characters",
        ));
    }
    Ok(())
}

/// Returns the value of the `Authorization` header.
fn header_value(username: &str, password: &str) -> Zeroizing<String> {
    let mut pair = Zeroizing::new(String::with_capacity(username.len() + 1 + password.len()));
    pair.push_str(username);
    pair.push(':');
    pair.push_str(password);
    let encoded_length = pair.len().div_ceil(3) * 4;
    let mut value = Zeroizing::new(String::with_capacity(PREFIX.len() + encoded_length));
    value.push_str(PREFIX);
    STANDARD.encode_string(pair.as_bytes(), &mut value);
    value
}

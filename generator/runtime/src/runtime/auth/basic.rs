//! A user name and a password. Needed by an API with `Authorization: Basic`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use zeroize::Zeroizing;

use crate::runtime::auth::{Auth, Configured, Credentials};
use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::sensitive_header::sensitive_header;

/// What stands before the credentials.
const PREFIX: &str = "Basic ";

/// A user name and a password in `Authorization: Basic` (RFC 7617).
#[derive(Clone, Copy, Debug)]
pub struct Basic {
    /// The environment variable that may hold the user name.
    pub username_env: Option<&'static str>,
    /// The environment variable that may hold the password.
    pub password_env: Option<&'static str>,
}

impl Auth for Basic {
    fn credentials(&self, configured: Configured) -> Result<Credentials, Error> {
        let username = configured("username", self.username_env)?.map(Zeroizing::new);
        let password = configured("password", self.password_env)?.map(Zeroizing::new);
        match (username, password) {
            (Some(username), Some(password)) => {
                check(&username, &password)?;
                Ok(Credentials {
                    header: AUTHORIZATION,
                    value: sensitive_header(encoded(&username, &password)).map_err(|_| {
                        Error::configuration("the credentials do not fit into a header")
                    })?,
                    method: "password",
                    secret: SecretString::from(&**password),
                })
            }
            (username, password) => Err(self.missing(username.is_none(), password.is_none())),
        }
    }
}

impl Basic {
    /// Names all that is missing at once.
    fn missing(&self, username: bool, password: bool) -> Error {
        let parts = [
            (username, "user name", "username", self.username_env),
            (password, "password", "password", self.password_env),
        ];
        let missing = parts.into_iter().filter(|(missing, ..)| *missing);
        let remedies: Vec<_> = missing
            .map(|(_, what, method, variable)| {
                let or_variable = or_variable(variable);
                format!("no {what}: call `ClientBuilder::{method}`{or_variable}")
            })
            .collect();
        Error::configuration(remedies.join("; "))
    }
}

/// Refuses what a server would read as something else.
fn check(username: &str, password: &str) -> Result<(), Error> {
    if username.contains(':') {
        return Err(Error::configuration(
            "the user name must not have a `:`, which ends it on the wire",
        ));
    }
    if [username, password]
        .iter()
        .any(|text| text.contains(char::is_control))
    {
        return Err(Error::configuration(
            "user name and password must not have control characters",
        ));
    }
    Ok(())
}

/// The value of `Authorization`.
fn encoded(username: &str, password: &str) -> Zeroizing<String> {
    let mut pair = Zeroizing::new(String::with_capacity(username.len() + 1 + password.len()));
    pair.push_str(username);
    pair.push(':');
    pair.push_str(password);
    let length = pair.len().div_ceil(3) * 4;
    let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + length));
    text.push_str(PREFIX);
    STANDARD.encode_string(pair.as_bytes(), &mut text);
    text
}

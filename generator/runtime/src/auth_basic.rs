//! Optional: needed by an API that wants a user name and a password, together with `secret_header.rs`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use zeroize::Zeroizing;

use super::auth::{Auth, Secrets};
use super::configure::{Environment, configured, or_variable};
use super::error::Error;
use super::secret::SecretString;
use super::secret_header::secret_header;
use super::settings::Settings;

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

impl Settings {
    /// Sets the user name.
    pub fn username(&mut self, username: String) {
        self.secrets.insert("username", username.into());
    }

    /// Sets the password.
    pub fn password(&mut self, password: SecretString) {
        self.secrets.insert("password", password);
    }
}

impl Auth for Basic {
    fn authorize(
        &self,
        headers: &mut HeaderMap,
        secrets: &mut Secrets,
        env: Environment,
    ) -> Result<(), Error> {
        let value = |method, variable| {
            let explicit = secrets.get(method).map(SecretString::expose);
            configured(method, explicit, variable, env).map(|value| value.map(Zeroizing::new))
        };
        let username = value("username", self.username_env)?;
        let password = value("password", self.password_env)?;
        match (username, password) {
            (Some(username), Some(password)) => {
                check(&username, &password)?;
                headers.insert(
                    AUTHORIZATION,
                    secret_header(credentials(&username, &password))?,
                );
                secrets.insert("password", SecretString::from(&**password));
                Ok(())
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
fn credentials(username: &str, password: &str) -> Zeroizing<String> {
    let mut pair = Zeroizing::new(String::with_capacity(username.len() + 1 + password.len()));
    pair.push_str(username);
    pair.push(':');
    pair.push_str(password);
    let encoded = pair.len().div_ceil(3) * 4;
    let mut text = Zeroizing::new(String::with_capacity(PREFIX.len() + encoded));
    text.push_str(PREFIX);
    STANDARD.encode_string(pair.as_bytes(), &mut text);
    text
}

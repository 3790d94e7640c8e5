//! Optional: needed by an API that wants a key in a header, together with `secret_header.rs`.

use http::header::{HeaderMap, HeaderName};
use zeroize::Zeroizing;

use super::auth::{Auth, Secrets};
use super::configure::{Environment, configured, or_variable};
use super::error::Error;
use super::secret::SecretString;
use super::secret_header::secret_header;
use super::settings::Settings;

/// A key in a header, such as `Authorization: Bearer <key>` or `X-Api-Key: <key>`.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The name of the header.
    pub header: &'static str,
    /// What stands before the key, with the space between them; empty where the key stands alone.
    pub prefix: &'static str,
    /// The environment variable that may hold the key.
    pub env: Option<&'static str>,
}

impl Settings {
    /// Sets the API key.
    pub fn api_key(&mut self, key: SecretString) {
        self.secrets.insert("api_key", key);
    }
}

impl Auth for Key {
    fn authorize(
        &self,
        headers: &mut HeaderMap,
        secrets: &mut Secrets,
        env: Environment,
    ) -> Result<(), Error> {
        let explicit = secrets.get("api_key").map(SecretString::expose);
        let key = configured("api_key", explicit, self.env, env)?.map(Zeroizing::new);
        let key = key.ok_or_else(|| {
            let or_variable = or_variable(self.env);
            Error::configuration(format!(
                "no API key: call `ClientBuilder::api_key`{or_variable}"
            ))
        })?;
        if !key
            .bytes()
            .all(|byte| byte == b' ' || byte.is_ascii_graphic())
        {
            return Err(Error::configuration("the API key must be printable ASCII"));
        }
        let name = HeaderName::from_bytes(self.header.as_bytes())
            .map_err(|_| Error::configuration("the header of the API key has no valid name"))?;
        let mut value = Zeroizing::new(String::with_capacity(self.prefix.len() + key.len()));
        value.push_str(self.prefix);
        value.push_str(&key);
        headers.insert(name, secret_header(value)?);
        secrets.insert("api_key", SecretString::from(&**key));
        Ok(())
    }
}

//! An API key in a header.

use http::header::HeaderName;
use zeroize::Zeroizing;

use crate::runtime::auth::{Auth, Configured, Credentials};
use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::sensitive_header::sensitive_header;

/// An API key in a header, such as `Authorization: Bearer <key>` or `X-Api-Key: <key>`.
#[derive(Clone, Copy, Debug)]
pub struct ApiKey {
    /// Name of the header.
    pub header: &'static str,
    /// Text before the key, with the space between them; empty where the key stands alone.
    pub prefix: &'static str,
    /// Environment variable that may hold the key.
    pub env: Option<&'static str>,
}

impl Auth for ApiKey {
    fn credentials(&self, configured: Configured) -> Result<Credentials, Error> {
        let key = configured("api_key", self.env)?.map(Zeroizing::new);
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
        let header = HeaderName::from_bytes(self.header.as_bytes())
            .map_err(|_| Error::configuration("the header of the API key has no valid name"))?;
        let mut value = Zeroizing::new(String::with_capacity(self.prefix.len() + key.len()));
        value.push_str(self.prefix);
        value.push_str(&key);
        Ok(Credentials {
            header,
            value: sensitive_header(value)
                .map_err(|_| Error::configuration("the credentials do not fit into a header"))?,
            method: "api_key",
            secret: SecretString::from(&**key),
        })
    }
}

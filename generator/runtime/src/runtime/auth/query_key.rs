//! Authentication with an API key in the query of the URL.

use percent_encoding::percent_decode_str;

use crate::runtime::auth::{Auth, AuthValue, Credential};
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::text::percent::push_encoded;

/// Maximum length of a key, so that the URL has room for it.
const MAX_LENGTH: usize = 4096;

/// API key in a query parameter, such as `?api_key=<key>`. It is added to the URL when an attempt is sent.
pub struct QueryKey {
    /// Name of the query parameter.
    pub name: &'static str,
    /// Method of the builder that sets the key.
    pub method: &'static str,
    /// Environment variable for the key.
    pub env: Option<&'static str>,
}

impl Auth for QueryKey {
    fn values(&self) -> Vec<AuthValue> {
        vec![AuthValue {
            label: "API key",
            method: self.method,
            env: self.env,
        }]
    }

    fn header(&self) -> Option<&'static str> {
        None
    }

    fn query(&self) -> Option<&'static str> {
        Some(self.name)
    }

    fn credential(&self, values: &[&str]) -> Result<Credential, Error> {
        let length: usize = values.iter().map(|value| value.len()).sum();
        if length > MAX_LENGTH {
            let message = format!("the API key must have at most {MAX_LENGTH} bytes");
            return Err(Error::configuration(message));
        }
        let is_printable = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
        if !values.iter().all(|value| value.bytes().all(is_printable)) {
            return Err(Error::configuration("the API key must be printable ASCII"));
        }
        // Room for each byte in its encoded form, so that no part of the key stays behind in another buffer.
        let mut pair = String::with_capacity(3 * (self.name.len() + length) + 1);
        push_encoded(&mut pair, self.name);
        pair.push('=');
        for value in values {
            push_encoded(&mut pair, value);
        }
        Ok(Credential::Query(SecretString::from(pair)))
    }

    fn replaced(&self, path_and_query: &str, value: Option<&str>) -> Option<String> {
        let (path, query) = path_and_query.split_once('?')?;
        let is_key = |pair: &str| {
            let name = pair.split('=').next().unwrap_or_default();
            percent_decode_str(name).decode_utf8_lossy() == self.name
        };
        if !query.split('&').any(is_key) {
            return None;
        }
        let mut replaced = path.to_owned();
        let mut separator = '?';
        for pair in query.split('&') {
            let pair = match (is_key(pair), value) {
                (true, None) => continue,
                (true, Some(value)) => {
                    let name = pair.split('=').next().unwrap_or_default();
                    format!("{name}={value}")
                }
                (false, _) => pair.to_owned(),
            };
            replaced.push(separator);
            replaced.push_str(&pair);
            separator = '&';
        }
        Some(replaced)
    }
}

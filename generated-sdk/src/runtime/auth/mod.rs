//! Authentication of requests.

pub mod api_key;

use std::fmt;

use http::{HeaderName, HeaderValue};

use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;

/// Authentication scheme.
///
/// This is a trait and not an enum, so that an SDK contains only the scheme that its API uses, and its dependencies.
pub trait Auth: fmt::Debug + Sync {
    /// Returns the credentials that the client is configured with.
    ///
    /// # Errors
    /// Returns a configuration error if a value is missing or invalid.
    fn credentials(&self, configured: Configured) -> Result<Credentials, Error>;
}

/// Function that returns a configured value, given the name of its builder method and of its environment variable. The
/// value that was passed to the builder takes precedence.
pub type Configured<'a> =
    &'a dyn Fn(&'static str, Option<&'static str>) -> Result<Option<String>, Error>;

/// Credentials of a client.
pub struct Credentials {
    /// Header that carries the credentials.
    pub header: HeaderName,
    /// Value of the header.
    pub value: HeaderValue,
    /// Builder method that takes the secret.
    pub method: &'static str,
    /// Secret part of the value, for redaction.
    pub secret: SecretString,
}

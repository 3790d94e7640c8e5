//! Credentials of requests.

pub mod api_key;

use std::fmt;

use http::{HeaderName, HeaderValue};

use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;

/// A kind of credentials.
///
/// Each kind has a file of its own, and an API refers to the one that it uses: an enum would bring all of them, and what
/// they depend on, into every SDK.
pub trait Auth: fmt::Debug + Sync {
    /// Returns the credentials, made of the values that the client is configured with.
    ///
    /// # Errors
    /// A configuration error, if a value is missing or does not fit.
    fn credentials(&self, configured: Configured) -> Result<Credentials, Error>;
}

/// Reads a configured value: the one that a method of the builder was given, else that of an environment variable.
pub type Configured<'a> =
    &'a dyn Fn(&'static str, Option<&'static str>) -> Result<Option<String>, Error>;

/// Credentials of a client.
pub struct Credentials {
    /// Header of every request.
    pub header: HeaderName,
    /// Value of the header.
    pub value: HeaderValue,
    /// Builder method that takes the secret.
    pub method: &'static str,
    /// Secret that the value is made of.
    pub secret: SecretString,
}

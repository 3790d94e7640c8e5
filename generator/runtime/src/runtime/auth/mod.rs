//! Authentication of requests.

pub mod api_key;
pub mod basic;
pub mod cache;
pub mod oauth2;
pub mod provider;
pub mod source;
pub mod token_server;

use std::fmt;

use http::{HeaderName, HeaderValue};

use crate::runtime::error::Error;

/// Authentication scheme.
///
/// This is a trait and not an enum, so that an SDK contains only the scheme that its API uses, and its dependencies.
pub trait Auth: fmt::Debug + Sync {
    /// Returns the name of the header that carries the credentials.
    ///
    /// # Errors
    /// Returns a configuration error if it is not the name of a header.
    fn header_name(&self) -> Result<HeaderName, Error>;

    /// Returns the header with the configured credentials.
    ///
    /// # Errors
    /// Returns a configuration error if a value is missing or invalid.
    fn header(&self, configured: Configured) -> Result<AuthHeader, Error>;
}

/// Function that returns a configured value, given the name of its builder method and of its environment variable. The
/// value that was passed to the builder takes precedence.
pub type Configured<'a> =
    &'a dyn Fn(&'static str, Option<&'static str>) -> Result<Option<String>, Error>;

/// Header that carries credentials.
pub struct AuthHeader {
    /// Name of the header.
    pub name: HeaderName,
    /// Value of the header, which is marked as sensitive.
    pub value: HeaderValue,
}

//! Token servers, which give a client its credentials.

use std::fmt;
use std::sync::Arc;

use http::Uri;

use crate::runtime::auth::Configured;
use crate::runtime::auth::source::CredentialsSource;
use crate::runtime::error::Error;
use crate::runtime::transport::sender::Sender;

/// Scheme whose credentials come from a token server.
pub trait TokenScheme: fmt::Debug + Sync {
    /// Returns the token server; `None` if a token is configured.
    ///
    /// # Errors
    /// Returns a configuration error if a value is missing or invalid.
    fn token_server(&self, configured: Configured) -> Result<Option<Box<dyn TokenServer>>, Error>;
}

/// Token server, with the credentials of a client for it.
pub trait TokenServer {
    /// Returns the URL.
    fn url(&self) -> &str;

    /// Returns the source that asks the server at this URL, with a transport that can reach it.
    ///
    /// # Errors
    /// Returns a configuration error if the scheme is not valid.
    fn source(
        self: Box<Self>,
        url: Uri,
        sender: Sender,
    ) -> Result<Arc<dyn CredentialsSource>, Error>;
}

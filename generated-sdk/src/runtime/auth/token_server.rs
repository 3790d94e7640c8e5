//! Token servers, which give a client its credentials.

use std::sync::Arc;

use http::Uri;

use crate::runtime::auth::source::CredentialsSource;
use crate::runtime::auth::{AuthValue, Schemes};
use crate::runtime::error::Error;
use crate::runtime::transport::sender::Sender;

/// Scheme whose credentials come from a token server.
pub trait TokenScheme: Sync {
    /// Returns the values that the caller gives.
    fn values(&self) -> Vec<AuthValue>;

    /// Returns the token server. `values` are those of [`values`](Self::values), in their order; `url` replaces the URL in the
    /// API description.
    ///
    /// # Errors
    /// Returns a configuration error if a value is invalid.
    fn token_server(
        &self,
        values: &[&str],
        url: Option<&str>,
    ) -> Result<Box<dyn TokenServer>, Error>;
}

/// Token server, with the credentials of a client for it.
pub trait TokenServer {
    /// Returns the URL.
    fn url(&self) -> &str;

    /// Returns the source that asks the server at this URL, with a transport that can reach it. `scheme` is the index of its
    /// scheme.
    fn source(
        self: Box<Self>,
        url: Uri,
        sender: Sender,
        schemes: Schemes,
        scheme: usize,
    ) -> Arc<dyn CredentialsSource>;
}

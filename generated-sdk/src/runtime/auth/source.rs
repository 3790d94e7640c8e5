//! Credentials of a client that change while it is in use.

use std::pin::Pin;
use std::sync::Arc;

use http::HeaderName;

use crate::runtime::auth::AuthHeader;
use crate::runtime::error::Error;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::time::Instant;

/// Source of the credentials of a client.
///
/// This is a trait, so that the cache, which implements it, is compiled only in programs that have a provider.
pub trait CredentialsSource: Send + Sync {
    /// Returns the name of the header that carries the credentials.
    fn header(&self) -> &HeaderName;

    /// Returns the last credentials, unless they have expired or were refused.
    fn cached(&self) -> Option<Arc<Authorization>>;

    /// Discards credentials that the API has refused, unless newer ones have taken their place.
    fn refused(&self, refused: &Arc<Authorization>);

    /// Gets new credentials.
    ///
    /// # Errors
    /// The future returns an error of the kind [`ErrorKind::Credentials`] if there are none, or invalid ones.
    ///
    /// [`ErrorKind::Credentials`]: crate::runtime::error::kind::ErrorKind::Credentials
    fn refreshed(&self) -> AuthorizationFuture<'_>;
}

/// Future that returns new credentials.
pub type AuthorizationFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Arc<Authorization>, Error>> + Send + 'a>>;

/// Credentials as they are sent.
pub struct Authorization {
    pub(crate) header: AuthHeader,
    /// Secrets in the header, for redaction.
    pub(crate) secrets: Secrets,
    pub(crate) expiry: Option<Instant>,
}

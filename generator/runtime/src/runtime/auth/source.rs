//! Credentials of a client that change while it is in use.

use std::pin::Pin;
use std::sync::Arc;

use crate::runtime::auth::Credential;
use crate::runtime::error::Error;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::time::Instant;

/// Source of the credentials of a client.
///
/// This is a trait, so that the cache, which implements it, is compiled only in programs that have a provider.
pub trait CredentialsSource: Send + Sync {
    /// Returns `true` if it has the credentials of a scheme.
    fn covers(&self, scheme: usize) -> bool;

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

/// Credentials that a source returned, as they are sent.
pub struct Authorization {
    /// Credentials by the index of their scheme, if they are those of one.
    pub(crate) credentials: Vec<Option<Credential>>,
    /// Secrets in them, for redaction.
    pub(crate) secrets: Secrets,
    pub(crate) expiry: Option<Instant>,
}

impl Authorization {
    /// Returns the credentials of a scheme.
    pub(crate) fn credential(&self, scheme: usize) -> Option<&Credential> {
        self.credentials.get(scheme)?.as_ref()
    }
}

//! Credentials from a provider, for keys that change while a client is in use.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::runtime::time;
use crate::runtime::time::Instant;

use crate::runtime::error::BoxError;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::secrets::Secrets;

/// Source of credentials, such as a store of secrets or a server that issues tokens.
///
/// A client asks it before the first request, when the credentials have expired, and once per call when the API refuses
/// them with the status 401. All calls that need credentials at the same time wait for one answer. A function that
/// returns a future is a provider, too.
///
/// A provider must not send requests with a client that gets its credentials from it, unless they have credentials of
/// their own as a header.
pub trait CredentialsProvider: Send + Sync + 'static {
    /// Returns current credentials.
    ///
    /// An error of the provider is the source of the error of all calls that waited for it. It is not shown otherwise,
    /// and the next call asks again.
    fn credentials(&self) -> CredentialsFuture;
}

/// Future that a [`CredentialsProvider`] returns.
pub type CredentialsFuture = Pin<Box<dyn Future<Output = Result<Credentials, BoxError>> + Send>>;

/// Allows several clients to share a provider.
impl<T: CredentialsProvider + ?Sized> CredentialsProvider for Arc<T> {
    fn credentials(&self) -> CredentialsFuture {
        (**self).credentials()
    }
}

/// Allows a closure to be a provider.
impl<F, R, C, E> CredentialsProvider for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<C, E>> + Send + 'static,
    C: Into<Credentials>,
    E: Into<BoxError>,
{
    fn credentials(&self) -> CredentialsFuture {
        let answer = self();
        Box::pin(async { answer.await.map(Into::into).map_err(Into::into) })
    }
}

/// Credentials that a [`CredentialsProvider`] returns. The client uses them until they expire or are refused.
#[derive(Clone)]
pub struct Credentials {
    pub(crate) values: Secrets,
    pub(crate) expiry: Option<Instant>,
}

impl Credentials {
    /// Creates credentials without an expiry from the values of builder methods.
    pub(crate) fn of<const N: usize>(values: [(&'static str, SecretString); N]) -> Self {
        let mut secrets = Secrets::default();
        for (method, value) in values {
            secrets.insert(method, value);
        }
        Self {
            values: secrets,
            expiry: None,
        }
    }

    /// Sets the time for which the credentials can be used, from now on. Subtract a margin for requests that are on
    /// their way.
    #[must_use]
    #[inline]
    pub fn valid_for(mut self, time: Duration) -> Self {
        self.expiry = Instant::now().checked_add(time);
        self
    }

    /// Sets the time until which the credentials can be used.
    #[must_use]
    #[inline]
    pub fn valid_until(self, time: SystemTime) -> Self {
        let left = time.duration_since(time::time_of_day());
        self.valid_for(left.unwrap_or_default())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("values", &self.values)
            .finish_non_exhaustive()
    }
}

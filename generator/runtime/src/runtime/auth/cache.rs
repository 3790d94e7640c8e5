//! Cache of the credentials of a provider.
//!
//! Calls that need new credentials at the same time wait for one answer of the provider. The pending answer belongs to the
//! cache and not to one of these calls: a call that is dropped leaves it to the next one. It is dropped together with the
//! last call that waits for it, so that nothing continues in the background.
//!
//! The functions are `#[inline]`, so that they are compiled only in the programs that have a provider, which are few.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::runtime::time::Instant;

use crate::runtime::auth::provider::{Credentials, CredentialsFuture, CredentialsProvider};
use crate::runtime::auth::source::{Authorization, AuthorizationFuture, CredentialsSource};
use crate::runtime::auth::{Schemes, missing, texts};
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::secret::secret_string::SecretString;

/// Provider of a client, with its last answer.
pub(crate) struct CredentialsCache {
    schemes: Schemes,
    /// Index of the scheme whose credentials the provider returns; `None` if it returns those of any.
    scheme: Option<usize>,
    provider: Box<dyn CredentialsProvider>,
    current: Mutex<Option<Arc<Authorization>>>,
    /// Number of calls that wait for the provider.
    waiting: AtomicUsize,
    /// Number of answers of the provider.
    answers: AtomicUsize,
    refresh: tokio::sync::Mutex<Refresh>,
}

/// State of asking the provider.
#[derive(Default)]
struct Refresh {
    pending: Option<CredentialsFuture>,
    /// Error of the last answer; `None` if it was a success.
    failure: Option<Failure>,
}

/// Reason why there are no credentials, which all calls that waited for them share.
#[derive(Clone)]
enum Failure {
    /// The provider returned an error.
    Provider(Arc<dyn StdError + Send + Sync>),
    /// The credentials are invalid.
    Invalid(String),
}

impl CredentialsCache {
    /// Creates an empty cache.
    #[inline]
    pub(crate) fn new(
        schemes: Schemes,
        scheme: Option<usize>,
        provider: Box<dyn CredentialsProvider>,
    ) -> Self {
        Self {
            schemes,
            scheme,
            provider,
            current: Mutex::default(),
            waiting: AtomicUsize::new(0),
            answers: AtomicUsize::new(0),
            refresh: tokio::sync::Mutex::default(),
        }
    }

    /// Asks the provider, or waits for its answer to another call.
    ///
    /// # Errors
    /// Returns an error of the kind [`ErrorKind::Credentials`] if the provider fails or returns invalid credentials.
    #[inline]
    async fn ask(&self) -> Result<Arc<Authorization>, Error> {
        let _waiting = Waiting::new(self);
        let answers = self.answers.load(Ordering::Acquire);
        let mut refresh = self.refresh.lock().await;
        if let Some(cached) = self.cached() {
            return Ok(cached);
        }
        let is_answered = answers != self.answers.load(Ordering::Acquire);
        if let Some(failure) = refresh.failure.as_ref().filter(|_| is_answered) {
            return Err(failure.clone().into());
        }
        let answer = poll_fn(|cx| {
            // While it is polled, the answer is not in the cache: if it panics, the next call asks again.
            let pending = refresh.pending.take();
            let mut pending = pending.unwrap_or_else(|| self.provider.credentials());
            let polled = pending.as_mut().poll(cx);
            if polled.is_pending() {
                refresh.pending = Some(pending);
            }
            polled
        });
        let answer = answer.await;
        let outcome = self.authorization(answer);
        refresh.failure = outcome.as_ref().err().cloned();
        *self.current() = outcome.as_ref().ok().cloned();
        self.answers.fetch_add(1, Ordering::AcqRel);
        outcome.map_err(Error::from)
    }

    /// Returns an answer of the provider as it is sent.
    #[inline]
    fn authorization(
        &self,
        answer: Result<Credentials, BoxError>,
    ) -> Result<Arc<Authorization>, Failure> {
        let Credentials { values, expiry } =
            answer.map_err(|error| Failure::Provider(error.into()))?;
        if let Some((method, _)) = values.iter().find(|(_, value)| is_blank(value)) {
            return Err(Failure::Invalid(format!("`{method}` is blank")));
        }
        let mut credentials = Vec::with_capacity(self.schemes.len());
        let mut needed = Vec::with_capacity(self.schemes.len());
        for (index, scheme) in self.schemes.iter().enumerate() {
            needed.push(scheme.values());
            let credential = match texts(&needed[index], &values) {
                Some(texts) if self.covers(index) => {
                    let credential = scheme.credential(&texts);
                    Some(credential.map_err(|error| Failure::Invalid(error.to_string()))?)
                }
                Some(_) | None => None,
            };
            credentials.push(credential);
        }
        if credentials.iter().all(Option::is_none) {
            return Err(Failure::Invalid(missing(&needed, &values)));
        }
        Ok(Arc::new(Authorization {
            credentials,
            secrets: values,
            expiry,
        }))
    }

    /// Locks the last answer. A panic cannot leave it in an invalid state.
    #[inline]
    fn current(&self) -> MutexGuard<'_, Option<Arc<Authorization>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CredentialsSource for CredentialsCache {
    #[inline]
    fn covers(&self, scheme: usize) -> bool {
        self.scheme.is_none_or(|only| only == scheme)
    }

    #[inline]
    fn cached(&self) -> Option<Arc<Authorization>> {
        let current = self.current().clone()?;
        let is_valid = current.expiry.is_none_or(|expiry| Instant::now() < expiry);
        is_valid.then_some(current)
    }

    #[inline]
    fn refused(&self, refused: &Arc<Authorization>) {
        let mut current = self.current();
        if current
            .as_ref()
            .is_some_and(|current| Arc::ptr_eq(current, refused))
        {
            *current = None;
        }
    }

    #[inline]
    fn refreshed(&self) -> AuthorizationFuture<'_> {
        Box::pin(self.ask())
    }
}

#[inline]
fn is_blank(value: &SecretString) -> bool {
    value.expose().trim().is_empty()
}

impl From<Failure> for Error {
    #[inline]
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Provider(source) => Self::new(
                ErrorKind::Credentials,
                "the credentials provider failed: `source()` of this error is its error",
            )
            .caused_by_shared(source),
            Failure::Invalid(reason) => Self::new(
                ErrorKind::Credentials,
                format!("the credentials provider must return other credentials: {reason}"),
            ),
        }
    }
}

/// Call that waits for the provider. The last one to be dropped also drops a pending answer.
struct Waiting<'a>(&'a CredentialsCache);

impl<'a> Waiting<'a> {
    #[inline]
    fn new(cache: &'a CredentialsCache) -> Self {
        cache.waiting.fetch_add(1, Ordering::AcqRel);
        Self(cache)
    }
}

impl Drop for Waiting<'_> {
    #[inline]
    fn drop(&mut self) {
        if self.0.waiting.fetch_sub(1, Ordering::AcqRel) == 1 {
            if let Ok(mut refresh) = self.0.refresh.try_lock() {
                refresh.pending = None;
            }
        }
    }
}

//! Credentials of attempts, for clients that have a provider.

use std::sync::Arc;

use crate::runtime::time;
use crate::runtime::time::Instant;
use http::StatusCode;

use crate::runtime::auth::source::{Authorization, CredentialsSource};
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::Prepared;
use crate::runtime::send::attempt::AttemptOutcome;

/// Credentials of the attempts of one call.
#[derive(Default)]
pub(crate) struct CallCredentials {
    /// Credentials of the last attempt; `None` if the client has no provider, or the request has a header of its own.
    pub(crate) current: Option<Arc<Authorization>>,
    /// Whether the provider was asked again because the API refused the credentials.
    is_renewed: bool,
}

impl CallCredentials {
    /// Gets the credentials for the next attempt.
    ///
    /// # Errors
    /// Fails if the provider does, or if it takes longer than an attempt may take.
    pub(crate) async fn get(
        &mut self,
        request: &Request,
        prepared: &Prepared,
    ) -> Result<(), Error> {
        let Some(cache) = provider(request) else {
            return Ok(());
        };
        self.current = match cache.cached() {
            Some(cached) => Some(cached),
            None => Some(ask(cache, prepared).await?),
        };
        Ok(())
    }

    /// Returns `true` if the API has refused the credentials of the provider for the first time in this call. The
    /// request is then sent again with new ones, which is not a retry: it has certainly not been processed.
    pub(crate) fn must_renew(&mut self, request: &Request, outcome: &AttemptOutcome) -> bool {
        let is_refused = match outcome {
            AttemptOutcome::Received(answer) => answer.status == StatusCode::UNAUTHORIZED,
            AttemptOutcome::Unreadable(..)
            | AttemptOutcome::Broken { .. }
            | AttemptOutcome::TimedOut
            | AttemptOutcome::Unsendable(_) => false,
        };
        let (Some(refused), Some(cache)) = (&self.current, provider(request)) else {
            return false;
        };
        // Credentials that are refused again stay in the cache. Otherwise, calls at the same time would each ask anew.
        let must_renew = is_refused && !self.is_renewed;
        if must_renew {
            cache.refused(refused);
            self.is_renewed = true;
        }
        must_renew
    }

    /// Returns the number of attempts that were sent again with new credentials.
    pub(crate) fn renewals(&self) -> usize {
        usize::from(self.is_renewed)
    }
}

/// Returns the provider whose credentials a request needs.
fn provider(request: &Request) -> Option<&dyn CredentialsSource> {
    let cache = request.core.inner().credentials.as_deref()?;
    let mut schemes = request.schemes(None).ok()?.iter();
    schemes
        .any(|scheme| cache.covers(*scheme) && !request.has_own(*scheme))
        .then_some(cache)
}

/// Asks the provider, within the time of an attempt and of the call.
async fn ask(
    cache: &dyn CredentialsSource,
    prepared: &Prepared,
) -> Result<Arc<Authorization>, Error> {
    let asking = cache.refreshed();
    let Some(deadline) = prepared.attempt_deadline(Instant::now()) else {
        return asking.await;
    };
    time::timeout_at(deadline, asking)
        .await
        .unwrap_or_else(|_| {
            let timeout = prepared.timeout;
            Err(Error::new(
                ErrorKind::Timeout,
                format!("the credentials provider returned nothing within {timeout:?}"),
            ))
        })
}

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
use crate::runtime::send::attempt::{AttemptOutcome, attempt_end};

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
    /// Returns an error if the provider fails, or if it takes longer than an attempt may take.
    pub(crate) async fn get(
        &mut self,
        request: &Request,
        prepared: &Prepared,
    ) -> Result<(), Error> {
        let Some(cache) = provider(request) else {
            return Ok(());
        };
        if let Some(cached) = cache.cached() {
            self.current = Some(cached);
            return Ok(());
        }
        let end = attempt_end(prepared, Instant::now());
        let answer = time::timeout_at(end, cache.refreshed()).await;
        self.current = Some(answer.unwrap_or_else(|_| Err(no_answer(prepared)))?);
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

/// Returns the error for a provider that takes longer than an attempt may take.
fn no_answer(prepared: &Prepared) -> Error {
    let timeout = prepared.timeout;
    let detail = format!("the credentials provider returned nothing within {timeout:?}");
    Error::new(ErrorKind::Timeout, detail)
}

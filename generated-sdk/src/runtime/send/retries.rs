//! Retry rules and backoff.

use std::time::Duration;

use crate::runtime::time::Instant;
use http::StatusCode;

use crate::runtime::client::ClientInner;
use crate::runtime::request::Request;
use crate::runtime::send::attempt::AttemptOutcome;
use crate::runtime::text::retry_after::retry_after;

/// Upper bound of the first delay. The bound doubles with each retry.
const INITIAL_DELAY: Duration = Duration::from_millis(500);
/// Upper bound of all delays that the server does not request.
const MAX_DELAY: Duration = Duration::from_secs(8);

/// Retries of one call.
pub(crate) struct Retries<'a> {
    client: &'a ClientInner,
    /// Statuses that are retried.
    statuses: &'static [u16],
    repeatable: bool,
    /// Whether the caller set the number of retries on the call itself.
    has_own_limit: bool,
    /// Whether the last request for a retry was granted by the budget; `None` before the first one.
    granted: Option<bool>,
    left: u32,
    bound: Duration,
}

impl<'a> Retries<'a> {
    /// Returns the retries that a request allows. `left` is their maximum number, and `repeatable` whether the server may
    /// process it more than once.
    pub(crate) fn new(request: &'a Request, repeatable: bool, left: u32) -> Self {
        Self {
            client: request.core.inner(),
            statuses: request.retry_statuses(),
            repeatable,
            has_own_limit: request.max_retries.is_some(),
            granted: None,
            left,
            bound: INITIAL_DELAY,
        }
    }

    /// Returns the delay before the next attempt; `None` if the call is not retried.
    pub(crate) fn delay_after(
        &mut self,
        outcome: &AttemptOutcome,
        deadline: Option<Instant>,
    ) -> Option<Duration> {
        if self.left == 0 || !self.is_retryable(outcome) {
            return None;
        }
        let delay = self.delay(outcome);
        let in_time = deadline
            .is_none_or(|deadline| deadline.saturating_duration_since(Instant::now()) > delay);
        if !in_time || !self.is_granted() {
            return None;
        }
        self.left -= 1;
        self.bound = self.bound.saturating_mul(2).min(MAX_DELAY);
        Some(delay)
    }

    /// Returns `true` if the retry budget of the client allows another attempt. If the number of retries was set on the
    /// call itself, only its first retry needs the budget.
    fn is_granted(&mut self) -> bool {
        let may_continue = self.granted == Some(true) && self.has_own_limit;
        let granted = self.client.retry_budget.take() || may_continue;
        self.granted = Some(granted);
        granted
    }

    /// Returns `true` if the call was not retried because the retry budget of the client is used up.
    pub(crate) fn is_budget_exhausted(&self) -> bool {
        self.granted == Some(false)
    }

    /// Returns `true` if another attempt may succeed and is safe.
    fn is_retryable(&self, outcome: &AttemptOutcome) -> bool {
        match outcome {
            AttemptOutcome::Received(answer) => {
                let never_ran = answer.status == StatusCode::TOO_MANY_REQUESTS;
                let mut statuses = self.statuses.iter();
                (self.repeatable || never_ran) && statuses.any(|status| answer.status == *status)
            }
            AttemptOutcome::Broken { error, .. } => {
                let may_differ = !error.is_streaming_unsupported();
                may_differ && (self.repeatable || error.is_unprocessed())
            }
            AttemptOutcome::TimedOut => self.repeatable,
            AttemptOutcome::Unreadable(..) | AttemptOutcome::Unsendable(_) => false,
        }
    }

    /// Returns the delay that the server requests, else a random part of the bound (full jitter), so that clients do
    /// not all retry at the same time.
    fn delay(&self, outcome: &AttemptOutcome) -> Duration {
        let requested = match outcome {
            AttemptOutcome::Received(answer) => retry_after(&answer.headers),
            AttemptOutcome::Unreadable(..)
            | AttemptOutcome::Broken { .. }
            | AttemptOutcome::TimedOut
            | AttemptOutcome::Unsendable(_) => None,
        };
        requested.unwrap_or_else(|| self.bound.mul_f64(fastrand::f64()))
    }
}

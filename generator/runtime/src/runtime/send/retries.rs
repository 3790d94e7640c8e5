//! Whether to try again, and when.

use std::time::Duration;

use http::{Method, StatusCode};
use tokio::time::Instant;

use crate::runtime::client::ClientInner;
use crate::runtime::request::Request;
use crate::runtime::send::attempt::AttemptOutcome;
use crate::runtime::text::retry_after::retry_after;

/// The bound of the first pause; it doubles with each retry.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The bound of all pauses that the server does not ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// The retries of one call.
pub(crate) struct Retries<'a> {
    client: &'a ClientInner,
    repeatable: bool,
    /// Whether the caller said for this call how often to try.
    insistent: bool,
    /// Whether it was tried again already.
    granted: bool,
    left: u32,
    bound: Duration,
}

impl<'a> Retries<'a> {
    /// What a request allows.
    pub(crate) fn new(request: &'a Request, left: u32) -> Self {
        Self {
            client: request.core.inner(),
            repeatable: is_repeatable(request),
            insistent: request.max_retries.is_some(),
            granted: false,
            left,
            bound: FIRST_PAUSE,
        }
    }

    /// How long to wait before the next attempt; `None` if there is to be none.
    pub(crate) fn pause_after(
        &mut self,
        outcome: &AttemptOutcome,
        deadline: Option<Instant>,
    ) -> Option<Duration> {
        if self.left == 0 || !self.is_curable(outcome) {
            return None;
        }
        let pause = self.pause(outcome);
        let in_time = deadline
            .is_none_or(|deadline| deadline.saturating_duration_since(Instant::now()) > pause);
        if !in_time || !self.is_granted() {
            return None;
        }
        self.left -= 1;
        self.bound = self.bound.saturating_mul(2).min(LONGEST_PAUSE);
        Some(pause)
    }

    /// Whether the client can afford another attempt. A call that was told how often to try, and may try at all, may go
    /// on: its retries are more than an empty bucket has, and somebody wants them.
    fn is_granted(&mut self) -> bool {
        let insists = self.granted && self.insistent;
        self.granted = self.client.retry_budget.take() || insists;
        self.granted
    }

    /// Whether another attempt may end better, and does no harm.
    fn is_curable(&self, outcome: &AttemptOutcome) -> bool {
        match outcome {
            AttemptOutcome::Received(answer) => {
                let never_ran = answer.status == StatusCode::TOO_MANY_REQUESTS;
                (self.repeatable || never_ran)
                    && self
                        .client
                        .api
                        .retry_statuses
                        .contains(&answer.status.as_u16())
            }
            AttemptOutcome::Broken { error, .. } => self.repeatable || error.is_connect(),
            AttemptOutcome::TimedOut => self.repeatable,
            AttemptOutcome::TooLarge(_) => false,
        }
    }

    /// What the server asks for, else a random part of the bound, so that clients do not come back all at once.
    fn pause(&self, outcome: &AttemptOutcome) -> Duration {
        let asked = match outcome {
            AttemptOutcome::Received(answer) => retry_after(&answer.headers),
            AttemptOutcome::TooLarge(_)
            | AttemptOutcome::Broken { .. }
            | AttemptOutcome::TimedOut => None,
        };
        asked.unwrap_or_else(|| self.bound.mul_f64(fastrand::f64()))
    }
}

/// Whether a request may run twice: the caller's word, else the caller's wish for retries, else its method.
pub(crate) fn is_repeatable(request: &Request) -> bool {
    request.idempotent.unwrap_or_else(|| {
        let methods = [Method::GET, Method::HEAD, Method::PUT, Method::DELETE];
        request.max_retries.is_some_and(|retries| retries > 0) || methods.contains(request.method())
    })
}

//! Optional: needed by `event_source.rs`. How often, and when, a stream whose connection broke connects again.

use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::error::attempt::Attempt;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::deadline;
use crate::runtime::send::retries::is_repeatable;

/// How often a new connection is tried before a stream is given up.
const MAX_TRIES: u32 = 5;
/// The first pause of an outage; it doubles with each try.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest pause that the server does not ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The time since bytes came last.
#[derive(Default)]
pub(crate) struct Reconnection {
    /// How often a new connection was tried.
    tries: u32,
    /// The pause before the try that is under way.
    pause: Duration,
    /// When the last try must be over.
    deadline: Option<Instant>,
    /// What was tried, after the attempt that bytes came from.
    attempts: Vec<Attempt>,
}

impl Reconnection {
    /// Whether no new connection was tried since bytes came last.
    pub(crate) fn is_untried(&self) -> bool {
        self.tries == 0
    }

    /// When the try that is under way must be over.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// What was tried since bytes came last, after the attempt that brought them.
    pub(crate) fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// How long to wait before the next try; `None` if there is to be none.
    pub(crate) fn next_pause(
        &mut self,
        request: &Request,
        asked: Option<Duration>,
    ) -> Option<Duration> {
        if self.tries == 0 {
            self.deadline = deadline(request.total_timeout);
        }
        // To connect again is to send the request again, which not every request bears.
        if self.tries == MAX_TRIES || !is_repeatable(request) {
            return None;
        }
        let doubled = FIRST_PAUSE
            .saturating_mul(1 << self.tries)
            .min(LONGEST_PAUSE);
        let pause = match asked {
            Some(asked) if self.tries == 0 => asked,
            // A server that is down must not be hurried by what it once asked for.
            Some(asked) => asked.max(doubled),
            None => doubled,
        };
        let in_time = self
            .deadline
            .is_none_or(|deadline| deadline.saturating_duration_since(Instant::now()) > pause);
        if !in_time {
            return None;
        }
        self.tries += 1;
        self.pause = pause;
        Some(pause)
    }

    /// Keeps what was tried, with the pause that preceded it.
    pub(crate) fn tried(&mut self, attempts: &[Attempt]) {
        let known = self.attempts.len();
        self.attempts.extend_from_slice(attempts);
        if let Some(first) = self.attempts.get_mut(known) {
            first.delay = self.pause;
        }
    }

    /// Bytes have come: of all attempts, only the one that brought them still matters.
    pub(crate) fn end(&mut self) {
        self.tries = 0;
        self.attempts.drain(..self.attempts.len().saturating_sub(1));
    }
}

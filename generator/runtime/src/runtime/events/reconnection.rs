//! Reconnection rules of event streams.

use std::time::Duration;

use crate::runtime::time::Instant;

use crate::runtime::error::attempt::Attempt;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::deadline;

/// Maximum number of attempts to reconnect in one outage.
const MAX_RECONNECTS: u32 = 5;
/// Delay before the first attempt to reconnect. It doubles with each attempt.
const INITIAL_DELAY: Duration = Duration::from_millis(500);
/// Upper bound of all delays that the server does not request.
const MAX_DELAY: Duration = Duration::from_secs(10);

/// State of reconnecting since the last bytes were received.
#[derive(Default)]
pub(crate) struct Reconnection {
    /// Number of attempts to reconnect.
    reconnects: u32,
    /// Delay before the current attempt.
    delay: Duration,
    /// Deadline of all attempts of this outage.
    deadline: Option<Instant>,
    /// Attempt that received the last bytes, and all attempts since.
    attempts: Vec<Attempt>,
}

impl Reconnection {
    /// Returns `true` if there was no attempt to reconnect since the last bytes were received.
    pub(crate) fn is_first_connection(&self) -> bool {
        self.reconnects == 0
    }

    /// Returns the deadline of all attempts of this outage.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Returns the attempt that received the last bytes, and all attempts since.
    pub(crate) fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Returns the delay before the next attempt; `None` if the stream does not reconnect. `requested` is the delay
    /// that the server requested.
    pub(crate) fn next_delay(
        &mut self,
        request: &Request,
        requested: Option<Duration>,
    ) -> Option<Duration> {
        if self.reconnects == 0 {
            self.deadline = deadline(request.total_timeout);
        }
        // Reconnecting sends the request again, which is not safe for every request.
        if self.reconnects == MAX_RECONNECTS || !request.is_repeatable() {
            return None;
        }
        let doubled = INITIAL_DELAY
            .saturating_mul(1 << self.reconnects)
            .min(MAX_DELAY);
        let delay = match requested {
            Some(requested) if self.reconnects == 0 => requested,
            // A server that is down must not get requests faster because of a short delay that it once requested.
            Some(requested) => requested.max(doubled),
            None => doubled,
        };
        let in_time = self
            .deadline
            .is_none_or(|deadline| deadline.saturating_duration_since(Instant::now()) > delay);
        if !in_time {
            return None;
        }
        self.reconnects += 1;
        self.delay = delay;
        Some(delay)
    }

    /// Records attempts to reconnect, with the delay before them.
    pub(crate) fn record(&mut self, attempts: &[Attempt]) {
        let known = self.attempts.len();
        self.attempts.extend_from_slice(attempts);
        if let Some(first) = self.attempts.get_mut(known) {
            first.delay = self.delay;
        }
    }

    /// Ends the outage because bytes were received. Only the attempt that received them is kept.
    pub(crate) fn end(&mut self) {
        self.reconnects = 0;
        self.attempts.drain(..self.attempts.len().saturating_sub(1));
    }
}

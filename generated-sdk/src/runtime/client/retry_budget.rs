//! Token bucket that bounds the load of retries on a server that is down.
//!
//! A retry takes one token. A success adds a fifth of a token; if it needed retries, it also gives back one, because the
//! server is not down. In the long run, tokens for at most a fifth of the successful calls are therefore lost. During an
//! outage no tokens are added, so that a client can only spend those that it has at the beginning:
//!
//! - A new client has ten. It knows nothing about the server yet, and its first calls may well be concurrent. A client
//!   of a healthy server that now and then fails a request never runs out of tokens.
//! - All tokens above a minimum decay with a time constant of ten seconds. The minimum is two, or the maximum number of
//!   retries if that is greater, so that the default of two retries works for a single failure at any time. If ten calls
//!   fail during an outage, two retries are a fifth of them.
//! - A client that makes many calls has about one token for every five successes of the last ten seconds. This is
//!   enough to retry all calls in flight when all connections break at once, for example because a server restarts. In
//!   an outage of at least ten seconds, it is at most a fifth of the calls. No fixed size would suit both kinds of
//!   clients.
//! - Time alone does not add tokens. Otherwise ten thousand clients that wait for a server would put a permanent load
//!   on it.
//!
//! In an outage of at least ten seconds and at least ten calls, a client with a constant rate of calls sends at most
//! 1.2 requests per call. For a client that is created during the outage, this holds from fifty calls on.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::runtime::time::Instant;

/// Tokens that a success adds.
const TOKENS_PER_SUCCESS: f64 = 0.2;
/// Tokens that a retry requires: one, less a tolerance for rounding errors of added fifths.
const REQUIRED_TOKENS: f64 = 0.999;
/// Tokens of a new client.
const INITIAL_TOKENS: u32 = 10;
/// Lower limit for the minimum of a bucket: the default number of retries.
const MIN_TOKENS: u32 = 2;
/// Time constant of the decay of tokens above the minimum.
const DECAY_TIME: Duration = Duration::from_secs(10);
/// Minimum time between two computations of the decay. In less time, the decay is negligible.
const DECAY_STEP: Duration = Duration::from_millis(10);

/// Retry tokens of a client.
pub(crate) struct RetryBudget(Mutex<Bucket>);

/// Number of tokens at the time of the last decay.
struct Bucket {
    tokens: f64,
    /// Number of tokens to which the bucket decays.
    min_tokens: f64,
    decayed_at: Instant,
}

impl RetryBudget {
    /// Creates the budget of a client with this maximum number of retries per call.
    pub(crate) fn new(max_retries: u32) -> Self {
        Self(Mutex::new(Bucket {
            tokens: f64::from(max_retries.max(INITIAL_TOKENS)),
            min_tokens: f64::from(max_retries.max(MIN_TOKENS)),
            decayed_at: Instant::now(),
        }))
    }

    /// Raises the minimum for one more client that shares the budget, and adds the difference once.
    pub(crate) fn share_with(&self, max_retries: u32) {
        let mut bucket = self.decayed(Instant::now());
        let missing = (f64::from(max_retries) - bucket.min_tokens).max(0.0);
        bucket.min_tokens += missing;
        bucket.tokens += missing;
    }

    /// Takes a token for a retry. Returns `false` if there is none.
    pub(crate) fn take(&self) -> bool {
        let mut bucket = self.decayed(Instant::now());
        let is_available = bucket.tokens >= REQUIRED_TOKENS;
        if is_available {
            bucket.tokens -= 1.0;
        }
        is_available
    }

    /// Adds the tokens for a call that has succeeded now. `was_retried` is `true` if it took tokens.
    pub(crate) fn record_success(&self, was_retried: bool, now: Instant) {
        let returned = if was_retried { 1.0 } else { 0.0 };
        self.decayed(now).tokens += TOKENS_PER_SUCCESS + returned;
    }

    /// Locks the bucket, and applies the decay since the last time.
    fn decayed(&self, now: Instant) -> MutexGuard<'_, Bucket> {
        let mut bucket = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = now.saturating_duration_since(bucket.decayed_at);
        if elapsed >= DECAY_STEP {
            if bucket.tokens > bucket.min_tokens {
                let factor = (-elapsed.div_duration_f64(DECAY_TIME)).exp();
                bucket.tokens = (bucket.tokens * factor).max(bucket.min_tokens);
            }
            bucket.decayed_at = now;
        }
        bucket
    }
}

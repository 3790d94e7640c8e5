//! A token bucket that bounds how much retries can add to the load of a server that is down.
//!
//! A retry takes a token, and a success gives a fifth of one, so that retries are at most a fifth of the calls that go
//! well. What a bucket holds when a server goes down is all that its client adds to the load until the server is up
//! again, and how much that may be depends on how many calls the client makes:
//!
//! - A client that makes few calls has two tokens, or as many as it is told to retry, from the start and forever: the
//!   default of two retries must cure a failure that stands alone, even that of the first call of a short program. With
//!   ten calls during an outage this is a fifth of them. Less would mean no second retry; there is no way to cure a
//!   single call with two retries, and to send fewer than three requests for it while a server is down.
//! - A client that makes many calls holds a fifth of its successes of the last ten seconds or so: tokens above the two
//!   fade with that time constant. So when all connections break at once, as they do when a server is restarted, all of
//!   the calls under way are saved, be they a hundred; and in an outage of ten seconds and more, they are at most a fifth
//!   of the calls that follow. A fixed size would be too small for such a client or too large for the others.
//! - No token comes back by time alone, for then ten thousand clients that wait would be a load that never ends.
//!
//! Together: in an outage that lasts at least ten seconds, and for at least ten calls, a client that goes on as before
//! sends at most 1.2 requests per call.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// What a success gives back.
const PER_SUCCESS: f64 = 0.2;
/// What a retry takes, less what sums of fifths may lack.
const ENOUGH: f64 = 0.999;
/// The least that a bucket holds when all is well: the default number of retries.
const LEAST: u32 = 2;
/// How fast tokens above the least fade.
const FADING: Duration = Duration::from_secs(10);
/// In less than this they hardly fade, and many calls need not compute how much.
const STEP: Duration = Duration::from_millis(10);

/// The retries that a client has left.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    least: f64,
    bucket: Mutex<Bucket>,
}

/// The tokens at a moment.
#[derive(Debug)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl RetryBudget {
    /// The budget of a client that retries a call so many times.
    pub(crate) fn new(max_retries: u32) -> Self {
        let least = f64::from(max_retries.max(LEAST));
        let bucket = Bucket {
            tokens: least,
            at: Instant::now(),
        };
        Self {
            least,
            bucket: Mutex::new(bucket),
        }
    }

    /// Takes a token for a retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        self.change(|tokens| {
            let enough = *tokens >= ENOUGH;
            if enough {
                *tokens -= 1.0;
            }
            enough
        })
    }

    /// A call succeeded.
    pub(crate) fn give_back(&self) {
        self.change(|tokens| *tokens += PER_SUCCESS);
    }

    /// Changes the tokens as they are now.
    fn change<T>(&self, change: impl FnOnce(&mut f64) -> T) -> T {
        let mut bucket = self.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let passed = now.saturating_duration_since(bucket.at);
        if passed >= STEP {
            if bucket.tokens > self.least {
                let kept = (-passed.div_duration_f64(FADING)).exp();
                bucket.tokens = (bucket.tokens * kept).max(self.least);
            }
            bucket.at = now;
        }
        change(&mut bucket.tokens)
    }
}

//! A token bucket that bounds how much retries can add to the load of a server that is down.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a success gives back: a fifth of a token, which is the unit of the count.
const PER_SUCCESS: u32 = 1;
/// What a retry takes: one token.
const PER_RETRY: u32 = 5;
/// What the bucket holds, and starts with: ten tokens.
const CAPACITY: u32 = 50;

/// The retries that a client has left.
#[derive(Debug)]
pub(super) struct Budget(AtomicU32);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }
}

impl Budget {
    /// Takes a token for a retry, if there is one.
    pub(super) fn take(&self) -> bool {
        self.update(|tokens| tokens.checked_sub(PER_RETRY))
    }

    /// A call succeeded.
    pub(super) fn give_back(&self) {
        self.update(|tokens| (tokens < CAPACITY).then_some(tokens + PER_SUCCESS));
    }

    /// Changes the count. No other memory depends on it, so the weakest ordering does.
    fn update(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
            .is_ok()
    }
}

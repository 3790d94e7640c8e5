//! Activity of HTTP/2 connections, which requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Numbers of reads and writes of a connection, and whether it can still be used.
#[derive(Debug)]
pub(crate) struct Activity {
    reads: AtomicUsize,
    writes: AtomicUsize,
    /// Number of reads when a request was given up without a sign of the server; `usize::MAX` if there was none.
    silent_at: AtomicUsize,
    is_retired: AtomicBool,
}

impl Activity {
    /// Creates the record of a new connection.
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            reads: AtomicUsize::new(0),
            writes: AtomicUsize::new(0),
            silent_at: AtomicUsize::new(usize::MAX),
            is_retired: AtomicBool::new(false),
        })
    }

    /// Counts a read that returned bytes.
    pub(crate) fn count_read(&self) {
        self.reads.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a write.
    pub(crate) fn count_write(&self) {
        self.writes.fetch_add(1, Ordering::Relaxed);
    }

    /// Returns the number of reads.
    pub(crate) fn reads(&self) -> usize {
        self.reads.load(Ordering::Relaxed)
    }

    /// Returns the number of writes.
    pub(crate) fn writes(&self) -> usize {
        self.writes.load(Ordering::Relaxed)
    }

    /// Records that a request was given up which has been waiting since there were `reads` reads. If nothing has
    /// arrived since then, the server may be unreachable.
    pub(crate) fn given_up(&self, reads: usize) {
        if self.reads() == reads {
            self.silent_at.store(reads, Ordering::Relaxed);
        }
    }

    /// Records that the server does not accept new requests on this connection.
    pub(crate) fn retire(&self) {
        self.is_retired.store(true, Ordering::Relaxed);
    }

    /// Returns `true` if new requests should use another connection. A connection that was silent can be used again
    /// when something arrives on it.
    pub(crate) fn is_unusable(&self) -> bool {
        self.is_retired.load(Ordering::Relaxed)
            || self.silent_at.load(Ordering::Relaxed) == self.reads()
    }
}

/// Request that waits for the server. Dropping it while it waits gives it up.
#[derive(Debug)]
pub(crate) struct Waiting {
    activity: Arc<Activity>,
    /// Number of reads when the request began to wait; `None` if it does not wait.
    since: Option<usize>,
}

impl Waiting {
    /// Creates a request that waits from now on.
    pub(crate) fn new(activity: &Arc<Activity>) -> Self {
        let mut waiting = Self {
            activity: Arc::clone(activity),
            since: None,
        };
        waiting.set(true);
        waiting
    }

    /// Records whether the request waits from now on.
    pub(crate) fn set(&mut self, waits: bool) {
        self.since = waits.then(|| self.activity.reads());
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(reads) = self.since {
            self.activity.given_up(reads);
        }
    }
}

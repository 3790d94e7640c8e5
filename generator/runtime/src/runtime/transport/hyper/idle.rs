//! Connections that nobody uses at the moment.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::transport::hyper::connection::Connection;

/// How long a connection waits for its next request. Afterwards some box on the way may have forgotten it.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// Connections that nobody uses, the one that was used last at the end.
#[derive(Default)]
pub(crate) struct Idle(Mutex<Vec<Waiting>>);

struct Waiting {
    connection: Connection,
    since: Instant,
}

impl Idle {
    /// The connection that was used last. One that requests can share stays here as well.
    pub(crate) fn take(&self) -> Option<Connection> {
        let mut waiting = self.lock();
        while let Some(last) = waiting.pop() {
            if last.connection.is_closed() || last.since.elapsed() >= IDLE_TIMEOUT {
                continue;
            }
            if let Some(shared) = last.connection.share() {
                waiting.push(Waiting {
                    connection: shared,
                    since: Instant::now(),
                });
            }
            return Some(last.connection);
        }
        None
    }

    /// Keeps a connection for the next request.
    pub(crate) fn put(&self, connection: Connection) {
        if !connection.is_closed() {
            let since = Instant::now();
            self.lock().push(Waiting { connection, since });
        }
    }

    /// Closes what has waited too long.
    pub(crate) fn expire(&self) {
        self.lock().retain(|waiting| {
            !waiting.connection.is_closed() && waiting.since.elapsed() < IDLE_TIMEOUT
        });
    }

    /// A panic elsewhere leaves the list whole.
    fn lock(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Idle connections of the connection pool.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::transport::hyper::connection::Connection;

/// Maximum time that a connection may be idle. After a longer time, a router in between may have dropped it.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// Idle connections. The most recently used one is the last.
#[derive(Default)]
pub(crate) struct Idle(Mutex<Vec<IdleConnection>>);

struct IdleConnection {
    connection: Connection,
    since: Instant,
}

impl Idle {
    /// Returns the most recently used connection. A connection that requests can share also stays in the list.
    pub(crate) fn take(&self) -> Option<Connection> {
        let mut connections = self.lock();
        while let Some(last) = connections.pop() {
            if last.connection.is_closed() || last.since.elapsed() >= IDLE_TIMEOUT {
                continue;
            }
            if let Some(shared) = last.connection.share() {
                connections.push(IdleConnection {
                    connection: shared,
                    since: Instant::now(),
                });
            }
            return Some(last.connection);
        }
        None
    }

    /// Adds a connection, unless it is closed.
    pub(crate) fn put(&self, connection: Connection) {
        if !connection.is_closed() {
            let since = Instant::now();
            self.lock().push(IdleConnection { connection, since });
        }
    }

    /// Closes the connections that have been idle for too long.
    pub(crate) fn expire(&self) {
        self.lock()
            .retain(|idle| !idle.connection.is_closed() && idle.since.elapsed() < IDLE_TIMEOUT);
    }

    /// Locks the list. Poisoning is ignored, because a panic cannot leave the list in an invalid state.
    fn lock(&self) -> MutexGuard<'_, Vec<IdleConnection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! Idle connections of the connection pool.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::runtime::time::Instant;
use tokio::runtime;

use crate::runtime::transport::hyper::connection::Connection;

/// Maximum time that a connection may be idle. After a longer time, a router in between may have dropped it.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// Idle connections of all runtimes. The most recently used one is the last.
#[derive(Default)]
pub(crate) struct Idle(Mutex<Vec<IdleConnection>>);

struct IdleConnection {
    connection: Connection,
    since: Instant,
}

impl Idle {
    /// Returns the most recently used connection of a runtime. A connection that requests can share also stays in the
    /// list.
    pub(crate) fn take(&self, runtime: runtime::Id) -> Option<Connection> {
        let mut connections = self.lock();
        loop {
            let position = connections
                .iter()
                .rposition(|idle| idle.connection.runtime() == runtime)?;
            let last = connections.remove(position);
            if !last.is_usable() {
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
        self.lock().retain(IdleConnection::is_usable);
    }

    /// Locks the list. Poisoning is ignored, because a panic cannot leave the list in an invalid state.
    fn lock(&self) -> MutexGuard<'_, Vec<IdleConnection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl IdleConnection {
    fn is_usable(&self) -> bool {
        !self.connection.is_closed() && self.since.elapsed() < IDLE_TIMEOUT
    }
}

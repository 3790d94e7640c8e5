//! The body of a response of the default transport.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;

use crate::runtime::transport::hyper::connection::Connection;
use crate::runtime::transport::hyper::idle::Idle;

/// A body that arrives over a connection, and lets go of it in the end.
pub(crate) struct HyperBody {
    // It is dropped first: the connection then knows that nobody reads on.
    incoming: Incoming,
    _lease: Option<Lease>,
}

/// The use of a connection by one request.
struct Lease {
    connection: Option<Connection>,
    idle: Arc<Idle>,
}

impl HyperBody {
    /// Creates a body that arrives over a connection. A connection that is kept for it alone waits for others
    /// afterwards.
    pub(crate) fn new(incoming: Incoming, kept: Option<Connection>, idle: &Arc<Idle>) -> Self {
        let lease = kept.map(|connection| Lease {
            connection: Some(connection),
            idle: Arc::clone(idle),
        });
        Self {
            incoming,
            _lease: lease,
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.idle.put(connection);
        }
    }
}

impl Body for HyperBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        Pin::new(&mut self.get_mut().incoming).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}

//! Response bodies of the default transport.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;

use crate::runtime::transport::hyper::connection::InUse;
use crate::runtime::transport::hyper::idle::Idle;

/// Body that is read from a connection. Dropping it makes the connection available for other requests.
pub(crate) struct HyperBody {
    // Must be dropped before the lease, so that the connection is informed that the rest will not be read.
    incoming: Incoming,
    lease: Lease,
}

/// Use of a connection. Dropping it returns a connection in exclusive use to the pool.
struct Lease {
    connection: Option<InUse>,
    idle: Arc<Idle>,
}

impl HyperBody {
    /// Creates a body. A connection in exclusive use is returned to `idle` when the body is dropped.
    pub(crate) fn new(incoming: Incoming, connection: InUse, idle: &Arc<Idle>) -> Self {
        let lease = Lease {
            connection: Some(connection),
            idle: Arc::clone(idle),
        };
        Self { incoming, lease }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(InUse::Exclusive(connection)) = self.connection.take() {
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
        let body = self.get_mut();
        let polled = Pin::new(&mut body.incoming).poll_frame(cx);
        match &mut body.lease.connection {
            #[cfg(feature = "http2")]
            Some(InUse::Shared(waiting)) => waiting.set(polled.is_pending()),
            Some(InUse::Exclusive(_)) | None => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}

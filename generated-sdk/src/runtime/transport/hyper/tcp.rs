//! TCP streams of the default transport.

use std::io::{self, IoSlice, Read as _};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::task::coop::has_budget_remaining;

/// Maximum number of bytes that are read before the runtime has reported them.
const EARLY_BYTES: usize = 1024;

/// TCP stream that can be told to ask the operating system, and not the runtime, whether bytes have arrived.
///
/// A runtime whose threads are busy has not noticed yet what happened on an idle connection, such as its end, or a
/// response that nobody asked for. The next request would be written, and that response taken for its own. `hyper` reads
/// from an idle connection before it takes a request for it. If this read asks the operating system, `hyper` sees
/// everything that has arrived, and refuses to use the connection.
pub(crate) struct TcpIo {
    stream: TcpStream,
    probe: Probe,
}

/// Flag that makes a [`TcpIo`] ask the operating system until nothing is left to read. Its clones are the same flag.
#[derive(Clone, Default)]
pub(crate) struct Probe(Arc<AtomicBool>);

impl Probe {
    /// Sets the flag. The next request must not be written before it is cleared.
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Returns `true` if the operating system has not been asked since the flag was set.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    fn clear(&self) {
        self.0.store(false, Ordering::Release);
    }
}

impl TcpIo {
    /// Creates a stream from one of `tokio`.
    pub(crate) fn new(stream: TcpStream, probe: Probe) -> Self {
        Self { stream, probe }
    }

    /// Reads what the runtime has not noticed yet.
    fn read_early(&mut self, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let unfilled = buf.initialize_unfilled_to(buf.remaining().min(EARLY_BYTES));
        match (&*SockRef::from(&self.stream)).read(unfilled) {
            Ok(length) => {
                buf.advance(length);
                Poll::Ready(Ok(()))
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                self.probe.clear();
                Poll::Pending
            }
            Err(error) => Poll::Ready(Err(error)),
        }
    }

    fn inner(self: Pin<&mut Self>) -> Pin<&mut TcpStream> {
        Pin::new(&mut self.get_mut().stream)
    }
}

impl AsyncRead for TcpIo {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.probe.is_set() {
            return self.inner().poll_read(cx, buf);
        }
        let is_noticed = self.stream.poll_read_ready(cx).is_ready();
        // A task that has used up its budget must yield first. It takes no request before that either.
        if is_noticed || !has_budget_remaining() {
            return self.inner().poll_read(cx, buf);
        }
        self.read_early(buf)
    }
}

impl AsyncWrite for TcpIo {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.inner().poll_write(cx, buf)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.inner().poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match bufs {
            // Faster than a vectored write. Most requests are a single buffer.
            [buf] => self.inner().poll_write(cx, buf),
            _ => self.inner().poll_write_vectored(cx, bufs),
        }
    }
}

//! TCP streams of the default transport.

use std::io::{self, IoSlice, Read as _};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use http::Extensions;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::rt::TokioIo;
use socket2::SockRef;
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
    stream: TokioIo<TcpStream>,
    probe: Probe,
}

/// Flag that makes a [`TcpIo`] ask the operating system until nothing is left to read. Its clones are the same flag.
#[derive(Clone, Debug, Default)]
pub(crate) struct Probe(Arc<AtomicBool>);

impl Probe {
    /// Returns the flag of the TCP stream below a stream; `None` if a layer in between does not pass it on.
    pub(crate) fn of(stream: &impl Connection) -> Option<Self> {
        let mut extensions = Extensions::new();
        stream.connected().get_extras(&mut extensions);
        extensions.remove()
    }

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
    pub(crate) fn new(stream: TokioIo<TcpStream>) -> Self {
        Self {
            stream,
            probe: Probe::default(),
        }
    }

    /// Reads what the runtime has not noticed yet.
    fn read_early(&mut self, mut buf: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let mut bytes = [0; EARLY_BYTES];
        let length = bytes.len().min(buf.remaining());
        match (&*SockRef::from(self.stream.inner())).read(&mut bytes[..length]) {
            Ok(length) => {
                buf.put_slice(&bytes[..length]);
                Poll::Ready(Ok(()))
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                self.probe.clear();
                Poll::Pending
            }
            Err(error) => Poll::Ready(Err(error)),
        }
    }

    fn inner(self: Pin<&mut Self>) -> Pin<&mut TokioIo<TcpStream>> {
        Pin::new(&mut self.get_mut().stream)
    }
}

impl Read for TcpIo {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.probe.is_set() {
            return self.inner().poll_read(cx, buf);
        }
        let is_noticed = self.stream.inner().poll_read_ready(cx).is_ready();
        // A task that has used up its budget must yield first. It takes no request before that either.
        if is_noticed || !has_budget_remaining() {
            return self.inner().poll_read(cx, buf);
        }
        self.read_early(buf)
    }
}

impl Write for TcpIo {
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

impl Connection for TcpIo {
    fn connected(&self) -> Connected {
        self.stream.connected().extra(self.probe.clone())
    }
}

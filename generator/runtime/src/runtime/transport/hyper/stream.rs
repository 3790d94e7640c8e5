//! Byte streams of the default transport.

use std::io::{self, IoSlice};
use std::pin::Pin;
#[cfg(feature = "http2")]
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

#[cfg(feature = "http2")]
use crate::runtime::transport::hyper::activity::Activity;
use crate::runtime::transport::hyper::tcp::{Probe, TcpIo};

/// Byte stream of a connection: plain or TLS, direct or through a proxy.
pub(crate) struct HyperStream {
    pub(crate) io: Box<dyn Io>,
    /// Probe of the TCP stream.
    pub(crate) probe: Probe,
    /// Whether the stream ends at a proxy that forwards requests, which must then contain the absolute URL.
    pub(crate) is_to_proxy: bool,
    /// Whether HTTP/2 was negotiated (ALPN).
    #[cfg(feature = "http2")]
    pub(crate) is_http2: bool,
    /// Record of reads and writes.
    #[cfg(feature = "http2")]
    pub(crate) activity: Option<Arc<Activity>>,
}

/// Traits of all byte streams.
pub(crate) trait Io: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

impl HyperStream {
    /// Creates a stream from one of TCP.
    pub(crate) fn new(tcp: TcpStream, is_to_proxy: bool) -> Self {
        let probe = Probe::default();
        Self {
            io: Box::new(TcpIo::new(tcp, probe.clone())),
            probe,
            is_to_proxy,
            #[cfg(feature = "http2")]
            is_http2: false,
            #[cfg(feature = "http2")]
            activity: None,
        }
    }

    /// Returns an error if something has arrived before a request was written. `hyper` reads before it takes a request,
    /// so that this only happens if the request came from another thread since that read.
    fn poll_guard(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.has_guard() {
            return Poll::Ready(Ok(()));
        }
        let mut byte = [0];
        let read = Pin::new(&mut *self.io).poll_read(cx, &mut ReadBuf::new(&mut byte));
        if read.is_ready() {
            let message = "the connection was used or closed by the server before the request";
            return Poll::Ready(Err(io::Error::other(message)));
        }
        // The task must yield first if the probe is still set.
        if self.has_guard() {
            Poll::Pending
        } else {
            Poll::Ready(Ok(()))
        }
    }

    /// Returns `true` if everything that has arrived must be read before bytes are written.
    fn has_guard(&self) -> bool {
        #[cfg(feature = "http2")]
        if self.is_http2 {
            return false;
        }
        self.probe.is_set()
    }

    /// Counts a read that returned bytes or the end of the stream.
    #[cfg(feature = "http2")]
    fn count_read(&self, polled: &Poll<io::Result<()>>) {
        if let (Some(activity), Poll::Ready(_)) = (&self.activity, polled) {
            activity.count_read();
        }
    }

    /// Counts a write.
    #[cfg(feature = "http2")]
    fn count_write(&self, polled: &Poll<io::Result<usize>>) {
        if let (Some(activity), Poll::Ready(Ok(_))) = (&self.activity, polled) {
            activity.count_write();
        }
    }

    fn io(self: Pin<&mut Self>) -> Pin<&mut dyn Io> {
        Pin::new(&mut *self.get_mut().io)
    }
}

impl AsyncRead for HyperStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = self.as_mut().io().poll_read(cx, buf);
        #[cfg(feature = "http2")]
        self.count_read(&polled);
        polled
    }
}

impl AsyncWrite for HyperStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_guard(cx))?;
        let polled = self.as_mut().io().poll_write(cx, buf);
        #[cfg(feature = "http2")]
        self.count_write(&polled);
        polled
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_guard(cx))?;
        let polled = self.as_mut().io().poll_write_vectored(cx, bufs);
        #[cfg(feature = "http2")]
        self.count_write(&polled);
        polled
    }
}

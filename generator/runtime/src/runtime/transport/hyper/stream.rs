//! Byte streams of the default transport.

use std::io::{self, IoSlice};
use std::pin::Pin;
#[cfg(feature = "http2")]
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};

#[cfg(feature = "http2")]
use crate::runtime::transport::hyper::activity::Activity;
use crate::runtime::transport::hyper::tcp::Probe;

/// Byte stream of a connection: plain or TLS, direct or through a proxy.
pub(crate) struct HyperStream {
    io: Box<dyn Io>,
    to_proxy: bool,
    /// Probe that must be cleared before bytes are written.
    guard: Option<Probe>,
    #[cfg(feature = "http2")]
    activity: Option<Arc<Activity>>,
}

impl HyperStream {
    /// Creates a stream. `to_proxy` is `true` if it ends at a proxy that forwards requests, which must then contain the
    /// absolute URL.
    pub(crate) fn new(io: impl Io + 'static, to_proxy: bool) -> Self {
        Self {
            io: Box::new(io),
            to_proxy,
            guard: None,
            #[cfg(feature = "http2")]
            activity: None,
        }
    }

    /// Returns `true` if the stream ends at a proxy that forwards requests.
    pub(crate) fn is_to_proxy(&self) -> bool {
        self.to_proxy
    }

    /// Returns `true` if HTTP/2 was negotiated (ALPN).
    #[cfg(feature = "http2")]
    pub(crate) fn is_http2(&self) -> bool {
        self.io.connected().is_negotiated_h2()
    }

    /// Returns the probe of the TCP stream. Once it was set, no bytes are written before everything that has arrived was
    /// read.
    pub(crate) fn guard(&mut self) -> Probe {
        self.guard = Probe::of(self);
        self.guard.clone().unwrap_or_default()
    }

    /// Returns the probe of the TCP stream, and records reads and writes in `activity` from now on.
    #[cfg(feature = "http2")]
    pub(crate) fn record(&mut self, activity: &Arc<Activity>) -> Probe {
        self.activity = Some(Arc::clone(activity));
        Probe::of(self).unwrap_or_default()
    }

    /// Returns an error if something has arrived before a request was written. `hyper` reads before it takes a request,
    /// so that this only happens if the request came from another thread since that read.
    fn poll_guard(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let is_set = |guard: &Option<Probe>| guard.as_ref().is_some_and(Probe::is_set);
        if !is_set(&self.guard) {
            return Poll::Ready(Ok(()));
        }
        let mut byte = [0];
        let mut buffer = ReadBuf::new(&mut byte);
        let read = Pin::new(&mut *self.io).poll_read(cx, buffer.unfilled());
        if read.is_ready() {
            let message = "the connection was used or closed by the server before the request";
            return Poll::Ready(Err(io::Error::other(message)));
        }
        // The task must yield first if the probe is still set.
        if is_set(&self.guard) {
            Poll::Pending
        } else {
            Poll::Ready(Ok(()))
        }
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

/// Traits of all byte streams.
pub(crate) trait Io: Read + Write + Connection + Unpin + Send {}

impl<T: Read + Write + Connection + Unpin + Send> Io for T {}

/// A stream can be the layer below TLS.
impl Connection for HyperStream {
    fn connected(&self) -> Connected {
        self.io.connected()
    }
}

impl Read for HyperStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = self.as_mut().io().poll_read(cx, buf);
        #[cfg(feature = "http2")]
        self.count_read(&polled);
        polled
    }
}

impl Write for HyperStream {
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

//! Byte streams of the default transport.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::{Connected, Connection};

/// Byte stream of a connection: plain or TLS, direct or through a proxy.
pub(crate) struct HyperStream {
    io: Box<dyn Io>,
    to_proxy: bool,
}

impl HyperStream {
    /// Creates a stream. `to_proxy` is `true` if it ends at a proxy that forwards requests, which must then contain the
    /// absolute URL.
    pub(crate) fn new(io: impl Io + 'static, to_proxy: bool) -> Self {
        Self {
            io: Box::new(io),
            to_proxy,
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
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.io().poll_read(cx, buf)
    }
}

impl Write for HyperStream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write(cx, buf)
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
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write_vectored(cx, bufs)
    }
}

//! Response bodies of transports.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use crate::runtime::error::BoxError;
use crate::runtime::transport::chunks::Chunks;
#[cfg(feature = "hyper")]
use crate::runtime::transport::hyper::body::HyperBody;

/// Response body: bytes that have already arrived, or any [`http_body::Body`].
pub struct Body(BodySource);

enum BodySource {
    Ready(Option<Bytes>),
    #[cfg(feature = "hyper")]
    Hyper(HyperBody),
    Streaming(Pin<Box<dyn ErasedBody>>),
}

impl Body {
    /// Creates a body that is read in chunks.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        Self(BodySource::Streaming(Box::pin(body)))
    }

    /// Reads the whole body, for layers that need it. There is no limit on its size other than that of the memory.
    ///
    /// # Errors
    /// Returns an error if the connection fails, or if the body is corrupt.
    pub async fn bytes(mut self) -> Result<Bytes, BoxError> {
        let mut chunks = Chunks::default();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut self).poll_frame(cx)).await {
            if let Ok(chunk) = frame?.into_data() {
                chunks.push(chunk, 0);
            }
        }
        Ok(chunks.into_bytes())
    }

    /// Returns the bytes that have already arrived; empty for a body that is read in chunks.
    pub(crate) fn ready(&self) -> &Bytes {
        static EMPTY: Bytes = Bytes::new();
        match &self.0 {
            BodySource::Ready(bytes) => bytes.as_ref().unwrap_or(&EMPTY),
            #[cfg(feature = "hyper")]
            BodySource::Hyper(_) => &EMPTY,
            BodySource::Streaming(_) => &EMPTY,
        }
    }

    /// Creates a body of the default transport, without an allocation.
    #[cfg(feature = "hyper")]
    pub(crate) fn hyper(body: HyperBody) -> Self {
        Self(BodySource::Hyper(body))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(BodySource::Ready((!bytes.is_empty()).then_some(bytes)))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.get_mut().0 {
            BodySource::Ready(bytes) => {
                Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes))))
            }
            #[cfg(feature = "hyper")]
            BodySource::Hyper(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
            BodySource::Streaming(body) => body.as_mut().poll_erased_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            BodySource::Ready(bytes) => bytes.is_none(),
            #[cfg(feature = "hyper")]
            BodySource::Hyper(body) => body.is_end_stream(),
            BodySource::Streaming(body) => body.is_ended(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            BodySource::Ready(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            #[cfg(feature = "hyper")]
            BodySource::Hyper(body) => body.size_hint(),
            BodySource::Streaming(body) => body.size(),
        }
    }
}

/// [`http_body::Body`] with its error type erased, for use as a trait object.
trait ErasedBody: Send {
    fn poll_erased_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>>;
    fn is_ended(&self) -> bool;
    fn size(&self) -> SizeHint;
}

impl<B> ErasedBody for B
where
    B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send,
{
    fn poll_erased_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.poll_frame(cx).map_err(Into::into)
    }

    fn is_ended(&self) -> bool {
        self.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.size_hint()
    }
}

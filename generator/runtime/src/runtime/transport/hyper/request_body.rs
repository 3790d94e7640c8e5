//! Request bodies of the default transport.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
#[cfg(feature = "http2")]
use http::Request;
use http_body::{Frame, SizeHint};

use crate::runtime::error::BoxError;

/// Body that is read in chunks.
type Chunks = Pin<Box<dyn http_body::Body<Data = Bytes, Error = BoxError> + Send>>;

/// Body of a request. It is as small as possible, because requests are moved often.
pub(crate) enum RequestBody {
    Complete(Bytes),
    /// Body that is read in chunks.
    Streaming(Chunks),
}

impl RequestBody {
    /// Returns `true` if the body is in memory.
    #[cfg(feature = "gzip")]
    pub(crate) fn is_complete(&self) -> bool {
        matches!(self, Self::Complete(_))
    }

    /// Creates a body that is read in chunks.
    pub(crate) fn streaming<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = BoxError> + Send + 'static,
    {
        Self::Streaming(Box::pin(body))
    }

    /// Returns a copy of a request; `None` if its body can only be read once.
    #[cfg(feature = "http2")]
    pub(crate) fn copy(request: &Request<Self>) -> Option<Request<Self>> {
        let Self::Complete(bytes) = request.body() else {
            return None;
        };
        let mut copy = Request::new(Self::Complete(bytes.clone()));
        *copy.method_mut() = request.method().clone();
        *copy.uri_mut() = request.uri().clone();
        *copy.headers_mut() = request.headers().clone();
        Some(copy)
    }
}

impl Default for RequestBody {
    fn default() -> Self {
        Self::Complete(Bytes::new())
    }
}

impl From<Bytes> for RequestBody {
    fn from(bytes: Bytes) -> Self {
        Self::Complete(bytes)
    }
}

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.get_mut() {
            Self::Complete(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Self::Streaming(body) => body.as_mut().poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Complete(bytes) => bytes.is_empty(),
            Self::Streaming(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Complete(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Streaming(body) => body.size_hint(),
        }
    }
}

/// Bodies that are read in chunks do not make the requests of calls larger.
const _: () = assert!(std::mem::size_of::<RequestBody>() == std::mem::size_of::<Bytes>());

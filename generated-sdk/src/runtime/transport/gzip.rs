//! Decompression of responses in the default transport.
//!
//! A body is decompressed in small chunks while it is read. The maximum size of a response applies to the decompressed
//! bytes, so that a decompression bomb is refused as soon as it exceeds the limit.

use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf as _, Bytes};
use flate2::bufread::MultiGzDecoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, RANGE};
use http::{HeaderValue, Request, Response};
use http_body::Frame;

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::hyper::body::HyperBody;

/// Maximum size of a decompressed chunk.
const CHUNK_SIZE: usize = 16 * 1024;

/// Requests a compressed response. Returns `false` and changes nothing if the caller has set `Accept-Encoding`, and
/// decodes the body itself, or `Range`, because a part of a compressed body cannot be decompressed.
pub(crate) fn accept(request: &mut Request<Bytes>) -> bool {
    let headers = request.headers_mut();
    if headers.contains_key(ACCEPT_ENCODING) || headers.contains_key(RANGE) {
        return false;
    }
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    true
}

/// Decompresses the response if it is compressed. Removes the headers that describe the compressed body.
pub(crate) fn decode(mut response: Response<HyperBody>) -> Response<Body> {
    let headers = response.headers_mut();
    let encoding = headers
        .get(CONTENT_ENCODING)
        .map_or(&b""[..], HeaderValue::as_bytes);
    if !encoding.eq_ignore_ascii_case(b"gzip") && !encoding.eq_ignore_ascii_case(b"x-gzip") {
        return response.map(Body::hyper);
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    response.map(|body| Body::new(GzipBody::new(body)))
}

/// Body that is decompressed while it is read.
struct GzipBody {
    compressed: HyperBody,
    decoder: MultiGzDecoder<CompressedInput>,
    chunk: Box<[u8]>,
}

/// Compressed bytes that have arrived and are not decompressed yet.
#[derive(Default)]
struct CompressedInput {
    bytes: Bytes,
    is_started: bool,
    is_ended: bool,
}

impl GzipBody {
    fn new(compressed: HyperBody) -> Self {
        Self {
            compressed,
            decoder: MultiGzDecoder::new(CompressedInput::default()),
            chunk: vec![0; CHUNK_SIZE].into(),
        }
    }
}

impl http_body::Body for GzipBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let body = self.get_mut();
        loop {
            let input = body.decoder.get_ref();
            if input.is_ended && !input.is_started {
                return Poll::Ready(None);
            }
            match body.decoder.read(&mut body.chunk) {
                Ok(0) => return Poll::Ready(None),
                Ok(length) => {
                    let chunk = Bytes::copy_from_slice(&body.chunk[..length]);
                    return Poll::Ready(Some(Ok(Frame::data(chunk))));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
            let input = body.decoder.get_mut();
            match Pin::new(&mut body.compressed).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    input.bytes = frame.into_data().unwrap_or_default();
                    input.is_started |= !input.bytes.is_empty();
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
                Poll::Ready(None) => input.is_ended = true,
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl Read for CompressedInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

/// Returns `WouldBlock` until more bytes arrive. The decoder keeps its state, and continues at the next call.
impl BufRead for CompressedInput {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.bytes.is_empty() && !self.is_ended {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        Ok(&self.bytes)
    }

    fn consume(&mut self, length: usize) {
        self.bytes.advance(length);
    }
}

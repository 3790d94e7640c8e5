//! Compressed responses of the default transport.
//!
//! A body is decompressed while it is read, a small piece at a time. The limit of a body's size counts these pieces, so
//! that a few bytes that would become gigabytes are refused as soon as they are over the limit.

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

/// The most that one step decompresses.
const PIECE: usize = 16 * 1024;

/// Asks for a compressed response, and tells whether it did. Who has asked for an encoding wants it as it comes, and a
/// part of a compressed body could not be read.
pub(crate) fn accept(request: &mut Request<Bytes>) -> bool {
    let headers = request.headers_mut();
    if headers.contains_key(ACCEPT_ENCODING) || headers.contains_key(RANGE) {
        return false;
    }
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    true
}

/// Decompresses a response that is compressed. The headers that speak of the compressed body go.
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

/// A body that is decompressed as it comes.
struct GzipBody {
    compressed: HyperBody,
    decoder: MultiGzDecoder<Input>,
    piece: Box<[u8]>,
}

/// What of the compressed body is there and was not read yet.
#[derive(Default)]
struct Input {
    bytes: Bytes,
    begun: bool,
    ended: bool,
}

impl GzipBody {
    fn new(compressed: HyperBody) -> Self {
        Self {
            compressed,
            decoder: MultiGzDecoder::new(Input::default()),
            piece: vec![0; PIECE].into(),
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
            if input.ended && !input.begun {
                return Poll::Ready(None);
            }
            match body.decoder.read(&mut body.piece) {
                Ok(0) => return Poll::Ready(None),
                Ok(length) => {
                    let piece = Bytes::copy_from_slice(&body.piece[..length]);
                    return Poll::Ready(Some(Ok(Frame::data(piece))));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
            let input = body.decoder.get_mut();
            match Pin::new(&mut body.compressed).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    input.bytes = frame.into_data().unwrap_or_default();
                    input.begun |= !input.bytes.is_empty();
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
                Poll::Ready(None) => input.ended = true,
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

/// Where nothing is there yet, reading would block; the decoder goes on from there when it is asked again.
impl BufRead for Input {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.bytes.is_empty() && !self.ended {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        Ok(&self.bytes)
    }

    fn consume(&mut self, length: usize) {
        self.bytes.advance(length);
    }
}

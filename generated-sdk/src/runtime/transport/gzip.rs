//! Decompression of responses in the default transport.
//!
//! A body is decompressed in small chunks while it is read. The maximum size of a response applies to the decompressed
//! bytes, so that a decompression bomb is refused as soon as it exceeds the limit.

use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes};
use flate2::bufread::GzDecoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, RANGE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Response, Version};
use http_body::{Body as _, Frame};

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::CorruptBody;
use crate::runtime::transport::hyper::body::HyperBody;

/// Maximum size of a decompressed chunk.
const CHUNK_SIZE: usize = 16 * 1024;

/// First bytes of a member.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Requests a compressed response. Returns `false` and changes nothing if the caller has set `Accept-Encoding`, and
/// decodes the body itself, or `Range`, because a part of a compressed body cannot be decompressed.
pub(crate) fn accept(headers: &mut HeaderMap) -> bool {
    if headers.contains_key(ACCEPT_ENCODING) || headers.contains_key(RANGE) {
        return false;
    }
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    true
}

/// Decompresses the response if it is compressed. Removes the headers that describe the compressed body.
pub(crate) fn decode(mut response: Response<HyperBody>) -> Response<Body> {
    let has_end = response.version() >= Version::HTTP_2
        || [CONTENT_LENGTH, TRANSFER_ENCODING]
            .iter()
            .any(|name| response.headers().contains_key(name));
    let is_error = !response.status().is_success();
    let headers = response.headers_mut();
    let encoding = headers
        .get(CONTENT_ENCODING)
        .map_or(&b""[..], HeaderValue::as_bytes);
    if !encoding.eq_ignore_ascii_case(b"gzip") && !encoding.eq_ignore_ascii_case(b"x-gzip") {
        return response.map(Body::hyper);
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    response.map(|body| {
        Body::new(GzipBody {
            compressed: body,
            decoder: GzDecoder::new(CompressedInput::default()),
            chunk: vec![0; CHUNK_SIZE].into(),
            stage: Stage::Start,
            has_end,
            is_error,
        })
    })
}

/// Body that is decompressed while it is read.
struct GzipBody {
    compressed: HyperBody,
    decoder: GzDecoder<CompressedInput>,
    chunk: Box<[u8]>,
    stage: Stage,
    /// Whether HTTP marks the end of the body. Otherwise a broken connection looks like the end.
    has_end: bool,
    /// Whether the body belongs to an error status.
    is_error: bool,
}

/// Part of a compressed body. It consists of one or more members, each of which is a complete gzip file.
#[derive(Clone, Copy)]
enum Stage {
    /// Before the first member.
    Start,
    /// Within a member.
    Member,
    /// After a member.
    Between,
    /// After the last member. Like browsers and `gzip`, this ignores what follows, which may be padding.
    Trailer,
    /// Body that is not compressed in spite of its headers. Only those of errors are accepted, for their message.
    Plain,
}

/// Compressed bytes that have arrived and are not decompressed yet.
#[derive(Default)]
struct CompressedInput {
    bytes: Bytes,
    is_ended: bool,
}

impl GzipBody {
    /// Enters the next stage before or after a member; `None` if that needs more bytes.
    fn next_stage(&self, is_first: bool) -> Option<Result<Stage, BoxError>> {
        let input = self.decoder.get_ref();
        if input.bytes.len() < MAGIC.len() && !input.is_ended {
            return None;
        }
        Some(if input.bytes.starts_with(&MAGIC) {
            Ok(Stage::Member)
        } else if !is_first || input.bytes.is_empty() {
            Ok(Stage::Trailer)
        } else if self.is_error {
            Ok(Stage::Plain)
        } else {
            Err(CorruptBody::new("the body is not gzip, as its header says").into())
        })
    }

    /// Reads more compressed bytes.
    fn poll_fill(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        let frame = ready!(Pin::new(&mut self.compressed).poll_frame(cx));
        let input = self.decoder.get_mut();
        match frame {
            Some(frame) => {
                let bytes = frame?.into_data().unwrap_or_default();
                // Only the first byte of a member can be left.
                input.bytes = if input.bytes.is_empty() {
                    bytes
                } else {
                    [&*input.bytes, &*bytes].concat().into()
                };
            }
            None => input.is_ended = true,
        }
        Poll::Ready(Ok(()))
    }

    /// Returns the error for a body that cannot be decompressed. If HTTP does not mark its end, a body that is cut short
    /// is a broken connection.
    fn error(&self, error: io::Error) -> BoxError {
        if error.kind() == io::ErrorKind::UnexpectedEof && !self.has_end {
            error.into()
        } else {
            CorruptBody::new(error).into()
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
            match body.stage {
                Stage::Start | Stage::Between => {
                    match body.next_stage(matches!(body.stage, Stage::Start)) {
                        Some(stage) => body.stage = stage?,
                        None => ready!(body.poll_fill(cx))?,
                    }
                }
                Stage::Member => match body.decoder.read(&mut body.chunk) {
                    Ok(0) => {
                        let rest = std::mem::take(body.decoder.get_mut());
                        body.decoder.reset(rest);
                        body.stage = Stage::Between;
                    }
                    Ok(length) => {
                        let chunk = Bytes::copy_from_slice(&body.chunk[..length]);
                        return Poll::Ready(Some(Ok(Frame::data(chunk))));
                    }
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        ready!(body.poll_fill(cx))?;
                    }
                    Err(error) => return Poll::Ready(Some(Err(body.error(error)))),
                },
                Stage::Trailer | Stage::Plain => {
                    let input = body.decoder.get_mut();
                    let bytes = std::mem::take(&mut input.bytes);
                    if matches!(body.stage, Stage::Plain) && !bytes.is_empty() {
                        return Poll::Ready(Some(Ok(Frame::data(bytes))));
                    }
                    if input.is_ended {
                        return Poll::Ready(None);
                    }
                    ready!(body.poll_fill(cx))?;
                }
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

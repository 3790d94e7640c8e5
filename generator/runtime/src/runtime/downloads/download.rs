//! Download: a response whose body is read by the caller.

use std::fmt;

use bytes::{Bytes, BytesMut};
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};

use crate::runtime::call::decode::Decode;
use crate::runtime::call::response::Response;
use crate::runtime::call::returns::Returns;
use crate::runtime::downloads::chunks::Chunks;
use crate::runtime::downloads::disposition::file_name;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::request::{Request, accept};
use crate::runtime::send::reply::Reply;
use crate::runtime::text::headers::header_text;

/// Response whose body is read in chunks, as it arrives: by [`try_next`](Self::try_next), as [`bytes`](Self::bytes), or into
/// a file by `save_to`.
///
/// The timeout of an attempt limits the time without a single byte, not the whole time. A body that ends before the length
/// that the server announced, or that cannot be decompressed, is an error. Reading is not retried: the request can be sent
/// again.
///
/// Dropping it closes the connection.
#[must_use = "a download does nothing until it is read"]
pub struct Download {
    chunks: Chunks,
    max_bytes: usize,
}

impl Request {
    /// Sets the options of a request for a download. The caller reads the body, so the timeouts end before it.
    pub(crate) fn for_download(mut self) -> Self {
        self.unread_bodies = UnreadBodies::ALL;
        self.accept(accept::ANY);
        self
    }
}

impl<M> Returns<M> for Download {
    type Output = Self;
    type Decoder = DownloadBody;

    const DECODER: &'static DownloadBody = &DownloadBody;

    fn prepared(request: Request) -> Request {
        request.for_download()
    }
}

impl Download {
    /// Returns the media type of the body, as the server states it.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        header_text(self.chunks.headers(), CONTENT_TYPE.as_str())
    }

    /// Returns the length of the body in bytes; `None` if the server does not announce it, or if the body was compressed.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        header_text(self.chunks.headers(), CONTENT_LENGTH.as_str())?
            .parse()
            .ok()
    }

    /// Returns the name that the server proposes for the file (`Content-Disposition`).
    ///
    /// It is safe to append to the path of a folder: it has no separators, no control characters, no characters that an
    /// operating system reserves, and does not begin with a dot.
    #[must_use]
    pub fn file_name(&self) -> Option<String> {
        let value = self.chunks.headers().get(CONTENT_DISPOSITION)?;
        file_name(value.as_bytes())
    }

    /// Returns the number of bytes that have been read.
    #[must_use]
    pub fn received(&self) -> u64 {
        self.chunks.received()
    }

    /// Sets the maximum size of the body for [`bytes`](Self::bytes). The default is that of responses of the client.
    pub fn max_bytes(mut self, max_bytes: usize) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    /// Sets a function that is called with the number of bytes that have been read, and the length of the body, if it is
    /// known. It must not block.
    pub fn on_progress(
        mut self,
        on_progress: impl FnMut(u64, Option<u64>) + Send + 'static,
    ) -> Self {
        self.chunks.on_progress = Some(Box::new(on_progress));
        self
    }

    /// Returns the next chunk of the body; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|cx| self.chunks.poll_chunk(cx)).await
    }

    /// Returns the next chunk of the body in a form that suits `?`; `Ok(None)` at the end.
    ///
    /// # Errors
    /// Returns an error if the connection breaks or stalls, or if the body is corrupt. Nothing follows an error.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        self.next().await.transpose()
    }

    /// Reads the rest of the body. Its size is limited, by default to that of other responses.
    ///
    /// # Errors
    /// Returns the same errors as [`try_next`](Self::try_next), and one if the body is larger than the limit.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        while let Some(chunk) = self.try_next().await? {
            if chunk.len() > self.max_bytes - first.len() - rest.len() {
                let limit = self.max_bytes;
                let detail = format!("the body of the download is larger than {limit} bytes");
                return Err(self.chunks.error(ErrorKind::Decode, detail));
            }
            if first.is_empty() {
                first = chunk;
            } else {
                rest.extend_from_slice(&chunk);
            }
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let mut whole = BytesMut::from(first);
        whole.unsplit(rest);
        Ok(whole.freeze())
    }

    /// Returns an error of this download.
    #[cfg(feature = "hyper")]
    pub(crate) fn error(&self, kind: ErrorKind, detail: String) -> Error {
        self.chunks.error(kind, detail)
    }

    /// Takes the body out of a response.
    fn new(reply: &mut Reply) -> Self {
        Self {
            max_bytes: reply.request.core.inner().max_bytes.response,
            chunks: Chunks::new(reply),
        }
    }
}

/// Takes the body, which has not been read, out of a response.
pub fn download(reply: &mut Reply) -> Download {
    Download::new(reply)
}

/// Decoder that leaves the body to the caller.
pub struct DownloadBody;

impl Decode<Download> for DownloadBody {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Download, Error> {
        Ok(Download::new(&mut outcome?))
    }
}

impl Decode<Response<Download>> for DownloadBody {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<Download>, Error> {
        let mut reply = outcome?;
        let download = Download::new(&mut reply);
        Ok(reply.with_data(download))
    }
}

#[cfg(feature = "stream")]
impl futures_core::Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.get_mut().chunks.poll_chunk(cx)
    }
}

/// Headers are left out, because they may contain cookies and tokens.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .field("received", &self.received())
            .finish_non_exhaustive()
    }
}

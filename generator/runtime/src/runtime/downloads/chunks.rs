//! Chunks of a body, with a limit on the time without progress, and a check of the length.

use std::borrow::Cow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};
use http_body::Body as _;

use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::send::reply::Reply;
use crate::runtime::text::headers::header_text;
use crate::runtime::time;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::CorruptBody;

/// Function that is called with the number of bytes that have been read, and the length of the body.
pub(crate) type Progress = Box<dyn FnMut(u64, Option<u64>) + Send>;

/// Body of a response, from which chunks are read.
pub(crate) struct Chunks {
    /// Body; `None` after its end and after an error.
    body: Option<Body>,
    received: u64,
    /// Number of bytes that the server announced, unless it counts compressed ones.
    announced: Option<u64>,
    /// Longest time without a byte.
    idle: Duration,
    /// End of that time, while a byte is awaited.
    idle_end: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    pub(crate) on_progress: Option<Progress>,
    head: Head,
}

/// Response without its body, for errors.
struct Head {
    operation: Cow<'static, str>,
    request_id_header: &'static str,
    status: StatusCode,
    headers: HeaderMap,
    attempts: Vec<Attempt>,
}

impl Chunks {
    /// Takes the body out of a response.
    pub(crate) fn new(reply: &mut Reply) -> Self {
        let request = &reply.request;
        let client = request.core.inner();
        let length = header_text(&reply.headers, CONTENT_LENGTH.as_str());
        let is_encoded = reply.headers.contains_key(CONTENT_ENCODING);
        Self {
            body: Some(std::mem::replace(&mut reply.body, Body::from(Bytes::new()))),
            received: 0,
            announced: length
                .filter(|_| !is_encoded)
                .and_then(|length| length.parse().ok()),
            idle: request.attempt_timeout(),
            idle_end: None,
            on_progress: None,
            head: Head {
                operation: request.operation(),
                request_id_header: client.api.request_id_header,
                status: reply.status,
                headers: reply.headers.clone(),
                attempts: reply.attempts.clone(),
            },
        }
    }

    /// Returns the headers of the response.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the number of bytes that have been read.
    pub(crate) fn received(&self) -> u64 {
        self.received
    }

    /// Reads the next chunk, which is not empty.
    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            let Poll::Ready(frame) = Pin::new(body).poll_frame(cx) else {
                ready!(self.poll_idle_end(cx));
                let detail = format!("no byte of the body arrived within {:?}", self.idle);
                return Poll::Ready(Some(Err(self.fail(ErrorKind::Timeout, detail, None))));
            };
            self.idle_end = None;
            match frame {
                Some(Ok(frame)) => {
                    let chunk = frame.into_data().unwrap_or_default();
                    if !chunk.is_empty() {
                        self.count(chunk.len());
                        return Poll::Ready(Some(Ok(chunk)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(self.broken(error)))),
                None => return Poll::Ready(self.end().err().map(Err)),
            }
        }
    }

    /// Returns an error of this download.
    pub(crate) fn error(&self, kind: ErrorKind, detail: String) -> Error {
        let head = &self.head;
        let reply = ErrorReply::of_success(
            head.request_id_header,
            head.status,
            head.headers.clone(),
            Bytes::new(),
        );
        Error::new(kind, detail)
            .with_operation(head.operation.clone())
            .with_attempts(head.attempts.clone())
            .with_reply(reply)
    }

    /// Waits until no byte has arrived for too long.
    fn poll_idle_end(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let idle = self.idle;
        let end = self
            .idle_end
            .get_or_insert_with(|| Box::pin(time::sleep(idle)));
        end.as_mut().poll(cx)
    }

    /// Counts bytes that were read, and reports the progress.
    fn count(&mut self, bytes: usize) {
        self.received += bytes as u64;
        if let Some(on_progress) = &mut self.on_progress {
            on_progress(self.received, self.announced);
        }
    }

    /// Checks the length at the end of the body.
    fn end(&mut self) -> Result<(), Error> {
        self.body = None;
        match self.announced {
            Some(announced) if announced != self.received => {
                let detail = format!("the body ended {}", self.place());
                Err(self.fail(ErrorKind::Connection, detail, None))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Returns the error of a body that cannot be read to its end.
    fn broken(&mut self, error: BoxError) -> Error {
        if CorruptBody::is_in(&error) {
            let detail = "the body of the download cannot be decompressed".to_owned();
            return self.fail(ErrorKind::Decode, detail, Some(error));
        }
        let detail = format!("the connection broke {}", self.place());
        self.fail(ErrorKind::Connection, detail, Some(error))
    }

    /// Ends the download with an error.
    fn fail(&mut self, kind: ErrorKind, detail: String, cause: Option<BoxError>) -> Error {
        self.body = None;
        let error = self.error(kind, detail);
        match cause {
            Some(cause) => error.caused_by(cause),
            None => error,
        }
    }

    /// Returns the number of bytes that were read, as text.
    fn place(&self) -> String {
        match self.announced {
            Some(announced) => format!("after {} of {announced} bytes", self.received),
            None => format!("after {} bytes", self.received),
        }
    }
}

//! Streams of decoded lines.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use crate::runtime::call::decode::{Decode, decode_and_report};
use crate::runtime::call::response::Response;
use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::json::error_body::read_error_body;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::value::{Failed, FromJson, JsonValue};
use crate::runtime::lines::splitter::{LineSplitter, LineTooLong};
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::request::{Request, accept};
use crate::runtime::send::reply::Reply;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::CorruptBody;

/// Description of a method's lines.
#[derive(Debug)]
pub struct LineShape {
    /// Whether the lines are text, and not JSON.
    pub is_text: bool,
    /// Path of a value whose presence makes a line an error; empty if there is none.
    pub error_field: &'static [&'static str],
}

/// Stream of lines, decoded as they arrive. Blank lines are skipped; the last line may have no line feed.
///
/// A line that cannot be decoded, or is too long, is returned as an error; the next poll continues after it. Any other error
/// ends the stream: a broken connection, even in the middle of a line, or an error that the API reports in a line. The stream
/// does not reconnect.
///
/// Dropping the stream closes its connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct LineStream<T: 'static> {
    source: LineSource,
    read: ReadItem<T>,
}

/// The function that reads a line.
type ReadItem<T> = fn(&mut Option<T>, JsonValue<'_>) -> Result<(), Failed>;

/// Body from which lines are read. Nothing here depends on the type of the decoded lines.
struct LineSource {
    request: Request,
    shape: &'static LineShape,
    status: StatusCode,
    headers: HeaderMap,
    attempts: Vec<Attempt>,
    /// Body; `None` after its end and after an error that is final.
    body: Option<Body>,
    splitter: LineSplitter,
    /// Bytes that have been received and not been split yet.
    bytes: Bytes,
    /// Number of the current line.
    number: u64,
}

impl Request {
    /// Sets the options of a request for lines. The stream reads the body, so the timeouts end before it.
    pub(crate) fn for_lines(mut self, shape: &LineShape) -> Self {
        self.unread_bodies = UnreadBodies::ALL;
        self.accept(if shape.is_text {
            accept::TEXT
        } else {
            accept::JSON_LINES
        });
        self
    }
}

impl<T: 'static> LineStream<T> {
    /// Returns the next line; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Returns the next line in a form that suits `?`; `Ok(None)` at the end.
    ///
    /// # Errors
    /// Returns an error if the connection breaks or the line cannot be decoded.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// Decodes the next line. Only this function is compiled for each type of line.
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let line = match ready!(self.source.poll_line(cx)) {
            Some(Ok(line)) => line,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let mut slot = None;
        let read = self
            .source
            .decode(&line, &mut |json| (self.read)(&mut slot, json));
        let empty = || DecodeFailure::of("the line is empty".to_owned());
        let item = read.and_then(|()| slot.ok_or_else(empty));
        Poll::Ready(Some(
            item.map_err(|failure| self.source.undecodable(failure, line.into())),
        ))
    }
}

impl LineSource {
    /// Takes the body out of a response.
    fn new(reply: &mut Reply, shape: &'static LineShape) -> Self {
        Self {
            shape,
            status: reply.status,
            headers: reply.headers.clone(),
            attempts: reply.attempts.clone(),
            body: Some(std::mem::replace(&mut reply.body, Body::from(Bytes::new()))),
            splitter: LineSplitter::new(reply.request.core.inner().max_bytes.event),
            bytes: Bytes::new(),
            number: 0,
            request: (*reply.request).clone(),
        }
    }

    /// Returns the next line that is not blank; `None` at the end.
    fn poll_line(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Error>>> {
        loop {
            if let Some(line) = self.splitter.read(&mut self.bytes) {
                self.number += 1;
                match self.outcome(line) {
                    Some(outcome) => return Poll::Ready(Some(outcome)),
                    None => continue,
                }
            }
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match ready!(Pin::new(body).poll_frame(cx)) {
                Some(Ok(frame)) => self.bytes = frame.into_data().unwrap_or_default(),
                Some(Err(error)) => {
                    self.body = None;
                    return Poll::Ready(Some(Err(self.broken(error))));
                }
                None => {
                    self.body = None;
                    self.number += 1;
                    let last = self.splitter.finish();
                    return Poll::Ready(last.and_then(|line| self.outcome(Ok(line))));
                }
            }
        }
    }

    /// Returns the outcome of a poll that has received a line; `None` if the line is blank.
    fn outcome(&mut self, line: Result<Vec<u8>, LineTooLong>) -> Option<Result<Vec<u8>, Error>> {
        let Ok(line) = line else {
            let limit = self.request.core.inner().max_bytes.event;
            let failure = DecodeFailure::of(format!("it is longer than {limit} bytes"));
            return Some(Err(self.undecodable(failure, Bytes::new())));
        };
        if line.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        if self.is_error(&line) {
            self.body = None;
            self.bytes = Bytes::new();
            return Some(Err(self.reported(line.into())));
        }
        Some(Ok(line))
    }

    /// Decodes a line with a function.
    fn decode(
        &self,
        line: &[u8],
        read: &mut dyn FnMut(JsonValue<'_>) -> Result<(), Failed>,
    ) -> Result<(), DecodeFailure> {
        if !self.shape.is_text {
            return decode_and_report(&self.request, line, "the line", read);
        }
        let text = std::str::from_utf8(line)
            .map_err(|_| DecodeFailure::of("the line is not UTF-8".to_owned()))?;
        let json = serde_json::Value::from(text).to_string();
        decode_and_report(&self.request, json.as_bytes(), "the line", read)
    }

    /// Returns `true` if a line is an error of the API.
    fn is_error(&self, line: &[u8]) -> bool {
        let path = self.shape.error_field;
        !path.is_empty()
            && !self.shape.is_text
            && read_error_body(&Bytes::copy_from_slice(line))
                .is_some_and(|json| json.get(path).is_some())
    }

    /// Returns the error for a line that cannot be decoded.
    fn undecodable(&self, failure: DecodeFailure, line: Bytes) -> Error {
        let detail = format!("cannot decode line {}: {failure}", self.number);
        let request_id = self.request.core.inner().api.request_id_header;
        let headers = self.headers.clone();
        let reply = ErrorReply::of_success(request_id, self.status, headers, line);
        self.error(ErrorKind::Decode, detail)
            .caused_by(failure)
            .with_reply(reply)
    }

    /// Returns the error that the API reports in a line.
    fn reported(&self, line: Bytes) -> Error {
        let reply = self
            .request
            .error_reply(self.status, self.headers.clone(), line);
        let detail = "the stream ended with an error".to_owned();
        self.error(ErrorKind::Api, detail).with_reply(reply)
    }

    /// Returns the error for a body that cannot be read to its end.
    fn broken(&self, error: BoxError) -> Error {
        let (kind, detail) = if CorruptBody::is_in(&error) {
            (
                ErrorKind::Decode,
                "the lines cannot be decompressed".to_owned(),
            )
        } else {
            let detail = format!("the connection broke after {} lines", self.number);
            (ErrorKind::Connection, detail)
        };
        self.error(kind, detail).caused_by(error)
    }

    fn error(&self, kind: ErrorKind, detail: String) -> Error {
        Error::new(kind, detail)
            .with_operation(self.request.operation())
            .with_attempts(self.attempts.clone())
    }
}

impl<T: FromJson> Decode<LineStream<T>> for LineShape {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<LineStream<T>, Error> {
        let source = LineSource::new(&mut outcome?, self);
        Ok(LineStream {
            source,
            read: T::read,
        })
    }
}

impl<T: FromJson> Decode<Response<LineStream<T>>> for LineShape {
    fn decode(
        &'static self,
        outcome: Result<Reply, Error>,
    ) -> Result<Response<LineStream<T>>, Error> {
        let mut reply = outcome?;
        let source = LineSource::new(&mut reply, self);
        Ok(reply.with_data(LineStream {
            source,
            read: T::read,
        }))
    }
}

#[cfg(feature = "stream")]
impl<T: 'static> futures_core::Stream for LineStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<T> fmt::Debug for LineStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineStream")
            .field("request", &self.source.request)
            .finish_non_exhaustive()
    }
}

//! Connection of an event stream: opening, reading and reconnection. Nothing here depends on the type of the decoded
//! events.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use http_body::Body as _;

use crate::runtime::call::Running;
use crate::runtime::call::decode::decode_error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::events::parser::{Parser, ServerEvent};
use crate::runtime::events::reconnection::Reconnection;
use crate::runtime::events::shape::{EventMeaning, EventShape};
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::Request;
use crate::runtime::send::execute::{connection_error, execute};
use crate::runtime::send::reply::Reply;
use crate::runtime::text::media_types::EVENT_STREAM;
use crate::runtime::time;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::{CorruptBody, TransportError};

/// Request header with the id of the last event, after which the server resumes.
pub(crate) const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Source of undecoded events, across connections.
pub(crate) struct EventSource {
    request: Request,
    shape: &'static EventShape,
    parser: Parser,
    /// Bytes that have been received and not been parsed yet.
    bytes: Bytes,
    state: SourceState,
    /// Response that contains the events; `None` before the first one.
    head: Option<ResponseHead>,
    reconnection: Reconnection,
}

/// State of the connection.
enum SourceState {
    Connecting(Running),
    Reading(Body),
    Ended,
}

/// Response without its body.
struct ResponseHead {
    status: StatusCode,
    headers: HeaderMap,
}

impl EventSource {
    /// Creates a source that sends its request when it is first polled.
    pub(crate) fn unopened(request: Request, shape: &'static EventShape) -> Self {
        let opening = Box::pin(execute(Box::new(request.clone())));
        Self {
            state: SourceState::Connecting(opening),
            ..Self::ended(request, shape)
        }
    }

    /// Creates a source that reads the events of a response. Takes the body out of the response.
    pub(crate) fn opened(reply: &mut Reply, shape: &'static EventShape) -> Result<Self, Error> {
        let mut source = Self::ended((*reply.request).clone(), shape);
        source.accept(reply)?;
        Ok(source)
    }

    /// Creates a source without a connection.
    fn ended(request: Request, shape: &'static EventShape) -> Self {
        let last_event_id = request.headers.get(LAST_EVENT_ID);
        let last_event_id =
            last_event_id.map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
        let limit = request.core.inner().max_bytes.event;
        Self {
            request,
            shape,
            parser: Parser::new(limit, last_event_id.unwrap_or_default()),
            bytes: Bytes::new(),
            state: SourceState::Ended,
            head: None,
            reconnection: Reconnection::default(),
        }
    }

    /// Returns the request that opens the stream.
    pub(crate) fn request(&self) -> &Request {
        &self.request
    }

    /// Returns the id with which a new stream can resume.
    pub(crate) fn last_event_id(&self) -> Option<&str> {
        Some(self.parser.last_event_id()).filter(|id| !id.is_empty())
    }

    /// Returns the next event that is not a housekeeping event; `None` at the end.
    pub(crate) fn poll_event(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<ServerEvent, Error>>> {
        loop {
            match self.parser.read(&mut self.bytes) {
                Some(Ok(event)) => match self.outcome(event) {
                    ControlFlow::Break(outcome) => return Poll::Ready(outcome),
                    ControlFlow::Continue(()) => continue,
                },
                Some(Err(error)) => {
                    let error = self.undecodable(error.to_string(), error, Bytes::new());
                    return Poll::Ready(Some(Err(error)));
                }
                None => {}
            }
            let progress = match &mut self.state {
                SourceState::Connecting(opening) => match ready!(opening.as_mut().poll(cx)) {
                    Ok(mut reply) => self.accept(&mut reply),
                    Err(error) => self.handle_connect_error(error),
                },
                SourceState::Reading(body) => match ready!(Pin::new(body).poll_frame(cx)) {
                    Some(Ok(frame)) => {
                        self.take(frame.into_data().unwrap_or_default());
                        Ok(())
                    }
                    Some(Err(error)) if CorruptBody::is_in(&error) => {
                        let detail = "the stream of events cannot be decompressed";
                        Err(self.undecodable(detail.to_owned(), error, Bytes::new()))
                    }
                    Some(Err(error)) => {
                        self.reconnect(connection_error(TransportError::other(error)))
                    }
                    None => {
                        self.state = SourceState::Ended;
                        let last = self.parser.finish();
                        if let Some(ControlFlow::Break(outcome)) =
                            last.map(|event| self.outcome(event))
                        {
                            return Poll::Ready(outcome);
                        }
                        Ok(())
                    }
                },
                SourceState::Ended => return Poll::Ready(None),
            };
            if let Err(error) = progress {
                self.state = SourceState::Ended;
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// Returns the error for an event that cannot be decoded. The stream continues after it.
    pub(crate) fn undecodable(
        &self,
        detail: String,
        cause: impl Into<BoxError>,
        data: Bytes,
    ) -> Error {
        let error = Error::new(ErrorKind::Decode, detail)
            .with_operation(self.request.operation())
            .caused_by(cause)
            .with_attempts(self.reconnection.attempts().to_vec());
        match &self.head {
            Some(ResponseHead { status, headers }) => {
                let request_id = self.request.core.inner().api.request_id_header;
                let reply = ErrorReply::of_success(request_id, *status, headers.clone(), data);
                error.with_reply(reply)
            }
            None => error,
        }
    }

    /// Returns the data of an event as JSON.
    pub(crate) fn json<'a>(&self, event: &'a ServerEvent) -> Cow<'a, str> {
        self.shape.json(event)
    }

    /// Returns the outcome of a poll that has received an event. It continues if the event is not for the caller.
    fn outcome(&mut self, event: ServerEvent) -> ControlFlow<Option<Result<ServerEvent, Error>>> {
        match self.shape.meaning(&event) {
            EventMeaning::Item => ControlFlow::Break(Some(Ok(event))),
            EventMeaning::Housekeeping => ControlFlow::Continue(()),
            EventMeaning::End => {
                self.end();
                ControlFlow::Break(None)
            }
            EventMeaning::Error => {
                self.end();
                ControlFlow::Break(Some(Err(self.reported(event.data.into()))))
            }
        }
    }

    /// Ends the stream, although more may follow.
    fn end(&mut self) {
        self.state = SourceState::Ended;
        self.bytes = Bytes::new();
        self.parser.restart();
    }

    /// Returns the error that the API reports in an event.
    fn reported(&self, data: Bytes) -> Error {
        let error = Error::new(ErrorKind::Api, "the stream ended with an error")
            .with_operation(self.request.operation())
            .with_attempts(self.reconnection.attempts().to_vec());
        match &self.head {
            Some(ResponseHead { status, headers }) => {
                error.with_reply(self.request.error_reply(*status, headers.clone(), data))
            }
            None => error,
        }
    }

    /// Starts reading a response. The status 204 (No Content) ends the stream.
    fn accept(&mut self, reply: &mut Reply) -> Result<(), Error> {
        let body = std::mem::replace(&mut reply.body, Body::from(Bytes::new()));
        self.reconnection.record(&reply.attempts);
        if reply.status == StatusCode::NO_CONTENT {
            self.state = SourceState::Ended;
            return Ok(());
        }
        if !is_event_stream(&reply.headers) {
            let failure = DecodeFailure::of("it is not `text/event-stream`".to_owned());
            return Err(decode_error(reply, failure));
        }
        self.head = Some(ResponseHead {
            status: reply.status,
            headers: reply.headers.clone(),
        });
        self.state = SourceState::Reading(body);
        Ok(())
    }

    /// Takes received bytes. An outage ends with the first byte, not with the first event.
    fn take(&mut self, bytes: Bytes) {
        if !bytes.is_empty() {
            self.reconnection.end();
        }
        self.bytes = bytes;
    }

    /// Handles a failure to open the stream.
    fn handle_connect_error(&mut self, error: Error) -> Result<(), Error> {
        if self.reconnection.is_first_connection() {
            // The stream was never open, and the request has already been retried like any other.
            return Err(error);
        }
        self.reconnection.record(error.attempts());
        if error.is_connection() || error.is_timeout() {
            self.reconnect(error)
        } else {
            Err(error.with_attempts(self.reconnection.attempts().to_vec()))
        }
    }

    /// Reconnects after a lost connection or a failed attempt. Fails with `error` if there are no attempts left.
    fn reconnect(&mut self, error: Error) -> Result<(), Error> {
        self.parser.restart();
        let Some(delay) = self
            .reconnection
            .next_delay(&self.request, self.parser.reconnect_delay())
        else {
            let error = error.with_operation(self.request.operation());
            return Err(error.with_attempts(self.reconnection.attempts().to_vec()));
        };
        let mut request = self.request.clone();
        request.last_event_id(self.parser.last_event_id());
        request.deadline = self.reconnection.deadline();
        // The attempts of an outage are counted by `Reconnection`.
        request.max_retries = Some(0);
        self.state = SourceState::Connecting(Box::pin(async move {
            time::sleep(delay).await;
            execute(Box::new(request)).await
        }));
        Ok(())
    }
}

/// Returns `true` if the media type of a response, without its parameters, is `text/event-stream`.
fn is_event_stream(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(EVENT_STREAM))
}

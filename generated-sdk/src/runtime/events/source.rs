//! Optional: needed by `event_stream.rs`. The connection under a stream of events: it is opened, read, and after a drop
//! opened again. Nothing here depends on what the events are decoded to.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName};
use http_body::Body as _;

use crate::runtime::call::Running;
use crate::runtime::call::decode::failed;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::error::{BoxError, Error};
use crate::runtime::events::parser::{EventShape, Parser, ServerEvent};
use crate::runtime::events::reconnection::Reconnection;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::Request;
use crate::runtime::send::execute::{broken, execute};
use crate::runtime::send::reply::Reply;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;

/// What tells the server where to go on.
pub(crate) const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Events as they come, across connections.
pub(crate) struct EventSource {
    request: Request,
    shape: &'static EventShape,
    parser: Parser,
    /// What has arrived and is not parsed yet.
    bytes: Bytes,
    state: SourceState,
    /// The response that the events come from; absent before the first one.
    head: Option<ResponseHead>,
    reconnection: Reconnection,
}

/// What a source is doing.
enum SourceState {
    Connecting(Running),
    Reading(Body),
    Ended,
}

/// A response without its body.
struct ResponseHead {
    status: StatusCode,
    headers: HeaderMap,
}

impl EventSource {
    /// A source that sends its request when it is first polled.
    pub(crate) fn unopened(request: Request, shape: &'static EventShape) -> Self {
        let opening = Box::pin(execute(Box::new(request.clone())));
        Self {
            state: SourceState::Connecting(opening),
            ..Self::ended(request, shape)
        }
    }

    /// A source of the events that a response carries. It takes the body out of the response.
    pub(crate) fn opened(reply: &mut Reply, shape: &'static EventShape) -> Result<Self, Error> {
        let mut source = Self::ended((*reply.request).clone(), shape);
        source.accept(reply)?;
        Ok(source)
    }

    /// A source without a connection.
    fn ended(request: Request, shape: &'static EventShape) -> Self {
        let checkpoint = request.headers.get(LAST_EVENT_ID);
        let checkpoint = checkpoint.map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
        let limit = request.core.inner().max_bytes.event;
        Self {
            request,
            shape,
            parser: Parser::new(limit, checkpoint.unwrap_or_default()),
            bytes: Bytes::new(),
            state: SourceState::Ended,
            head: None,
            reconnection: Reconnection::default(),
        }
    }

    /// The request that opened, or is to open, the stream.
    pub(crate) fn request(&self) -> &Request {
        &self.request
    }

    /// The id from which a new stream may go on.
    pub(crate) fn last_event_id(&self) -> Option<&str> {
        Some(self.parser.last_event_id()).filter(|id| !id.is_empty())
    }

    /// The next event that is not housekeeping; `None` at the end.
    pub(crate) fn poll_event(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<ServerEvent, Error>>> {
        loop {
            match self.parser.read(&mut self.bytes) {
                Some(Ok(event)) if self.is_housekeeping(&event) => continue,
                Some(Ok(event)) => return Poll::Ready(Some(Ok(event))),
                Some(Err(error)) => {
                    let error = self.undecodable(error.to_string(), error, Bytes::new());
                    return Poll::Ready(Some(Err(error)));
                }
                None => {}
            }
            let progress = match &mut self.state {
                SourceState::Connecting(opening) => match ready!(opening.as_mut().poll(cx)) {
                    Ok(mut reply) => self.accept(&mut reply),
                    Err(error) => self.not_opened(error),
                },
                SourceState::Reading(body) => match ready!(Pin::new(body).poll_frame(cx)) {
                    Some(Ok(frame)) => {
                        self.take(frame.into_data().unwrap_or_default());
                        Ok(())
                    }
                    Some(Err(error)) => self.reconnect(broken(TransportError::other(error))),
                    None => {
                        self.state = SourceState::Ended;
                        match self.parser.finish() {
                            Some(event) if !self.is_housekeeping(&event) => {
                                return Poll::Ready(Some(Ok(event)));
                            }
                            Some(_) | None => Ok(()),
                        }
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

    /// The error of an event that cannot be given. The stream goes on behind it.
    pub(crate) fn undecodable(
        &self,
        detail: String,
        cause: impl Into<BoxError>,
        data: Bytes,
    ) -> Error {
        let error = Error::new(ErrorKind::Decode, detail)
            .of_operation(self.request.operation())
            .caused_by(cause)
            .after(self.reconnection.attempts().to_vec());
        match &self.head {
            Some(ResponseHead { status, headers }) => {
                let request_id = self.request.core.inner().api.request_id_header;
                let reply = ErrorReply::of_success(request_id, *status, headers.clone(), data);
                error.with_reply(reply)
            }
            None => error,
        }
    }

    /// Whether an event is not for the caller.
    fn is_housekeeping(&self, event: &ServerEvent) -> bool {
        self.shape.housekeeping.contains(&event.name.as_str())
    }

    /// Reads from a response from now on. One without content says that there are no more events.
    fn accept(&mut self, reply: &mut Reply) -> Result<(), Error> {
        let body = std::mem::replace(&mut reply.body, Body::from(Bytes::new()));
        self.reconnection.tried(&reply.attempts);
        if reply.status == StatusCode::NO_CONTENT {
            self.state = SourceState::Ended;
            return Ok(());
        }
        if !is_event_stream(&reply.headers) {
            let failure = DecodeFailure::of("it is no `text/event-stream`".to_owned());
            return Err(failed(reply, failure));
        }
        self.head = Some(ResponseHead {
            status: reply.status,
            headers: reply.headers.clone(),
        });
        self.state = SourceState::Reading(body);
        Ok(())
    }

    /// Takes what arrived. An outage is over with the first byte, not with the first event.
    fn take(&mut self, bytes: Bytes) {
        if !bytes.is_empty() {
            self.reconnection.end();
        }
        self.bytes = bytes;
    }

    /// There is no response, or one that is an error.
    fn not_opened(&mut self, error: Error) -> Result<(), Error> {
        if self.reconnection.is_untried() {
            // The stream was never open, and the request has had the retries of any other.
            return Err(error);
        }
        self.reconnection.tried(error.attempts());
        if error.is_connection() || error.is_timeout() {
            self.reconnect(error)
        } else {
            Err(error.after(self.reconnection.attempts().to_vec()))
        }
    }

    /// Connects once more after a drop or a failed try, unless it is time to give up.
    fn reconnect(&mut self, error: Error) -> Result<(), Error> {
        self.parser.restart();
        let Some(pause) = self
            .reconnection
            .next_pause(&self.request, self.parser.pause())
        else {
            let error = error.of_operation(self.request.operation());
            return Err(error.after(self.reconnection.attempts().to_vec()));
        };
        let mut request = self.request.clone();
        request.last_event_id(self.parser.last_event_id());
        request.deadline = self.reconnection.deadline();
        // The tries of an outage are counted here.
        request.max_retries = Some(0);
        self.state = SourceState::Connecting(Box::pin(async move {
            tokio::time::sleep(pause).await;
            execute(Box::new(request)).await
        }));
        Ok(())
    }
}

/// Whether a response says that it carries events, whatever parameters the type has.
fn is_event_stream(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("text/event-stream"))
}

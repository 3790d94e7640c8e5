//! Streams of decoded events.

use std::fmt;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderValue;

use crate::runtime::call::decode::{Decode, decode_and_report};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::events::shape::EventShape;
use crate::runtime::events::source::{EventSource, LAST_EVENT_ID};
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::value::{Failed, FromJson, JsonValue};
use crate::runtime::request::Request;
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::media_types::EVENT_STREAM;
use crate::runtime::text::one_line::one_line;

/// Stream of events, decoded as they arrive.
///
/// If the connection breaks, the stream reconnects and resumes after the last complete event: up to five times in a
/// row, with delays that double from half a second, or as the server requests. It does not reconnect if the request is
/// not safe to repeat, such as a `POST` without `idempotent(true)`. A clean end of the response or an error status ends
/// the stream.
///
/// An event that cannot be decoded, or is too large, is returned as an error; the next poll continues after it. After
/// any other error, such as one that the API reports in an event, the stream ends, and a new one can resume at [`last_event_id`](Self::last_event_id).
///
/// Dropping the stream closes its connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T: 'static> {
    source: EventSource,
    read: ReadItem<T>,
}

/// The function that reads an event.
type ReadItem<T> = fn(&mut Option<T>, JsonValue<'_>) -> Result<(), Failed>;

impl Request {
    /// Returns a stream of events. The request is sent when the stream is first polled.
    pub fn event_stream<T>(self, shape: &'static EventShape) -> EventStream<T>
    where
        T: FromJson + 'static,
    {
        EventStream::new(EventSource::unopened(self.for_events(), shape), T::read)
    }

    /// Resumes after the event with this id. An empty id requests all events.
    pub fn last_event_id(&mut self, id: &str) {
        if id.is_empty() {
            self.headers.remove(LAST_EVENT_ID);
            return;
        }
        match HeaderValue::from_bytes(id.as_bytes()) {
            Ok(value) => {
                self.headers.insert(LAST_EVENT_ID, value);
            }
            Err(_) => self.fail("the last event id must not contain control characters".to_owned()),
        }
    }

    /// Sets the options of a request for events. The stream reads the body, so the timeouts end before it.
    pub(crate) fn for_events(mut self) -> Self {
        self.unread_bodies = UnreadBodies::ALL;
        self.accept(EVENT_STREAM);
        self
    }
}

impl<T> EventStream<T> {
    /// Returns the id with which a new stream can resume: that of the last complete event, even if the event could not
    /// be decoded.
    ///
    /// Before the first event with an id, it is the id that was set on the request. It is `None` if there is no id, or
    /// if the server has reset it.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.last_event_id()
    }

    fn new(source: EventSource, read: ReadItem<T>) -> Self {
        Self { source, read }
    }
}

impl<T: 'static> EventStream<T> {
    /// Returns the next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Returns the next event in a form that suits `?`; `Ok(None)` at the end.
    ///
    /// # Errors
    /// Returns an error if connecting fails or the event cannot be decoded.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// Decodes the next event. Only this function is compiled for each type of event.
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let event = match ready!(self.source.poll_event(cx)) {
            Some(Ok(event)) => event,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let (request, data) = (self.source.request(), self.source.json(&event));
        let mut slot = None;
        let read = decode_and_report(request, data.as_bytes(), "the data", &mut |json| {
            (self.read)(&mut slot, json)
        });
        drop(data);
        let empty = || DecodeFailure::of("the data is empty".to_owned());
        let item = read.and_then(|()| slot.ok_or_else(empty));
        Poll::Ready(Some(item.map_err(|failure| {
            let detail = format!(
                "cannot decode the event `{}`: {failure}",
                one_line(&event.name)
            );
            self.source
                .undecodable(detail, failure, Bytes::from(event.data))
        })))
    }
}

impl<T: FromJson> Decode<EventStream<T>> for EventShape {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<EventStream<T>, Error> {
        EventSource::opened(&mut outcome?, self).map(|source| EventStream::new(source, T::read))
    }
}

impl<T: FromJson> Decode<Response<EventStream<T>>> for EventShape {
    fn decode(
        &'static self,
        outcome: Result<Reply, Error>,
    ) -> Result<Response<EventStream<T>>, Error> {
        let mut reply = outcome?;
        let source = EventSource::opened(&mut reply, self)?;
        Ok(reply.with_data(EventStream::new(source, T::read)))
    }
}

#[cfg(feature = "stream")]
impl<T: 'static> futures_core::Stream for EventStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: std::pin::Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("request", self.source.request())
            .finish_non_exhaustive()
    }
}

//! Optional: needed by an API with streams of events, together with `events.rs` and `event_source.rs`.

use std::fmt;
use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderValue;
use http::header::ACCEPT;
use serde::de::DeserializeOwned;

use crate::runtime::call::Call;
use crate::runtime::call::decode::{Decode, watched};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::events::parser::EventShape;
use crate::runtime::events::source::{EventSource, LAST_EVENT_ID};
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::one_line::one_line;

/// The events of a stream, decoded as they arrive.
///
/// If the connection breaks, the stream connects again and goes on behind the last event that was complete: up to five
/// times in a row, with pauses that double from half a second, or that the server asks for. A request that must not run
/// twice, such as a `POST` without `idempotent(true)`, is not sent again. A clean end of the response and an error status
/// end the stream.
///
/// An event that cannot be decoded, or is too large, is an error in its place; the next poll goes on behind it. After
/// any other error there is `None`, and [`last_event_id`](Self::last_event_id) says where a new stream may go on.
///
/// Dropping the stream closes its connection.
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T: 'static> {
    source: EventSource,
    item: PhantomData<fn() -> T>,
}

impl Request {
    /// Sends the request, and gives the events of the response as they arrive.
    pub fn events<T>(self, shape: &'static EventShape) -> Call<EventStream<T>>
    where
        T: DeserializeOwned + 'static,
    {
        Call::new(self.for_events(), shape)
    }

    /// Sends the request, gives the events as they arrive, and keeps what surrounds them.
    pub fn events_response<T>(self, shape: &'static EventShape) -> Call<Response<EventStream<T>>>
    where
        T: DeserializeOwned + 'static,
    {
        Call::new(self.for_events(), shape)
    }

    /// Gives the events of the response; the request is sent when the stream is first polled.
    pub fn event_stream<T>(self, shape: &'static EventShape) -> EventStream<T>
    where
        T: DeserializeOwned + 'static,
    {
        EventStream::new(EventSource::unopened(self.for_events(), shape))
    }

    /// Asks for the events behind the one with this id; for all of them, if it is empty.
    pub fn last_event_id(&mut self, id: &str) {
        if id.is_empty() {
            self.headers.remove(LAST_EVENT_ID);
            return;
        }
        match HeaderValue::from_bytes(id.as_bytes()) {
            Ok(value) => {
                self.headers.insert(LAST_EVENT_ID, value);
            }
            Err(_) => self.fail("the last event id must have no control characters".to_owned()),
        }
    }

    /// What all requests for events have in common. The body is left to the stream, so the timeouts end before it.
    fn for_events(mut self) -> Self {
        self.leaves_body = true;
        let events = HeaderValue::from_static("text/event-stream");
        self.headers.entry(ACCEPT).or_insert(events);
        self
    }
}

impl<T> EventStream<T> {
    /// Where a new stream may go on: the id of the last event that arrived whole, be it one that could not be decoded.
    ///
    /// It is what the request was given, until an event has an id; and `None` if there is none, or the server has taken
    /// it back.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.source.last_event_id()
    }

    fn new(source: EventSource) -> Self {
        Self {
            source,
            item: PhantomData,
        }
    }
}

impl<T: DeserializeOwned + 'static> EventStream<T> {
    /// The next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The next event, for use with `?`; `Ok(None)` at the end.
    ///
    /// # Errors
    /// Those of connecting, and those of decoding an event.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// Decodes the next event. This is all that is compiled for each type.
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let event = match ready!(self.source.poll_event(cx)) {
            Some(Ok(event)) => event,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => return Poll::Ready(None),
        };
        let (request, data) = (self.source.request(), event.data.as_bytes());
        let item = watched(request, data, "the data", &[], || PhantomData::<T>);
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

impl<T: DeserializeOwned> Decode<EventStream<T>> for EventShape {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<EventStream<T>, Error> {
        EventSource::opened(&mut outcome?, self).map(EventStream::new)
    }
}

impl<T: DeserializeOwned> Decode<Response<EventStream<T>>> for EventShape {
    fn decode(
        &'static self,
        outcome: Result<Reply, Error>,
    ) -> Result<Response<EventStream<T>>, Error> {
        let mut reply = outcome?;
        let stream = EventSource::opened(&mut reply, self).map(EventStream::new)?;
        Ok(reply.with_data(stream))
    }
}

#[cfg(feature = "stream")]
impl<T: DeserializeOwned + 'static> futures_core::Stream for EventStream<T> {
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

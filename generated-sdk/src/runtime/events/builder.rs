//! Requests of methods that return streams of events.

use crate::runtime::call::builder::RequestBuilder;
use crate::runtime::call::returns::Returns;
#[cfg(feature = "blocking")]
use crate::runtime::events::blocking::BlockingEvents;
use crate::runtime::events::shape::EventShape;
use crate::runtime::events::stream::EventStream;
use crate::runtime::json::value::FromJson;
use crate::runtime::request::Request;

/// Method that returns a stream of events.
pub trait HasEvents {
    /// Description of its events.
    const EVENTS: &'static EventShape;
}

impl<M: HasEvents, T: FromJson + 'static> Returns<M> for EventStream<T> {
    type Output = Self;
    type Decoder = EventShape;

    const DECODER: &'static EventShape = M::EVENTS;

    fn prepared(request: Request) -> Request {
        request.for_events()
    }
}

impl<M: HasEvents, T: FromJson + 'static> RequestBuilder<M, EventStream<T>> {
    /// Resumes after the event with this id: the `last_event_id` of an earlier stream.
    pub fn last_event_id(mut self, id: impl Into<String>) -> Self {
        self.request.last_event_id(&id.into());
        self
    }

    /// Returns a stream of events. The request is sent when the stream is first polled.
    pub fn into_stream(self) -> EventStream<T> {
        self.request.event_stream(M::EVENTS)
    }

    /// Returns an iterator over the events. It blocks the current thread until the next event has arrived.
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn into_iter_blocking(self) -> BlockingEvents<T> {
        self.into_stream().into_iter_blocking()
    }
}

//! Optional: needed by an API with streams of events, for reading them in a program that blocks.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::runtime::error::Error;
use crate::runtime::events::stream::EventStream;
use crate::runtime::transport::blocking::block_on;

/// The events of a stream, for programs that are not asynchronous.
///
/// A connection that breaks is made anew, and the events go on where they were. Dropping the iterator ends the stream.
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingEvents<T: 'static>(EventStream<T>);

impl<T> EventStream<T> {
    /// The same events as an iterator that blocks the thread until the next one is there.
    pub fn into_iter_blocking(self) -> BlockingEvents<T> {
        BlockingEvents(self)
    }
}

impl<T> BlockingEvents<T> {
    /// The id from which a later stream may go on, as [`EventStream::last_event_id`] says it.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.0.last_event_id()
    }
}

impl<T: DeserializeOwned + 'static> Iterator for BlockingEvents<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Result<T, Error>> {
        let event = block_on(self.0.try_next());
        event.and_then(|event| event).transpose()
    }
}

impl<T> fmt::Debug for BlockingEvents<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingEvents").field(&self.0).finish()
    }
}

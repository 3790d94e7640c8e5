//! Blocking iteration over events.

use std::fmt;

use crate::runtime::error::Error;
use crate::runtime::events::stream::EventStream;
use crate::runtime::transport::blocking::block_on;

/// Blocking iterator over the events of a stream, for programs that are not asynchronous.
///
/// If the connection breaks, it reconnects and resumes after the last event. Dropping the iterator closes the
/// connection.
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingEvents<T: 'static>(EventStream<T>);

impl<T> EventStream<T> {
    /// Converts the stream into an iterator that blocks the current thread until the next event has arrived.
    pub fn into_iter_blocking(self) -> BlockingEvents<T> {
        BlockingEvents(self)
    }
}

impl<T> BlockingEvents<T> {
    /// Returns the id with which a later stream can resume, as [`EventStream::last_event_id`] does.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.0.last_event_id()
    }
}

impl<T: 'static> Iterator for BlockingEvents<T> {
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

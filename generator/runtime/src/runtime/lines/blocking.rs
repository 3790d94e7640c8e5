//! Blocking iteration over lines.

use std::fmt;

use crate::runtime::error::Error;
use crate::runtime::lines::stream::LineStream;
use crate::runtime::transport::blocking::block_on;

/// Blocking iterator over the lines of a stream, for programs that are not asynchronous. Dropping it closes the connection.
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingLines<T: 'static>(LineStream<T>);

impl<T> LineStream<T> {
    /// Converts the stream into an iterator that blocks the current thread until the next line has arrived.
    pub fn into_iter_blocking(self) -> BlockingLines<T> {
        BlockingLines(self)
    }
}

impl<T: 'static> Iterator for BlockingLines<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Result<T, Error>> {
        let line = block_on(self.0.try_next());
        line.and_then(|line| line).transpose()
    }
}

impl<T> fmt::Debug for BlockingLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingLines").field(&self.0).finish()
    }
}

//! Blocking iteration over the items of all pages.

use std::fmt;

use crate::runtime::error::Error;
use crate::runtime::pages::items::ItemStream;
use crate::runtime::transport::blocking::block_on;

/// Blocking iterator over the items of all pages, for programs that are not asynchronous.
///
/// The next page is fetched after the last item of the current page. After an error, the next call of `next` fetches
/// the same page again; no item is lost or returned twice.
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingItems<T: 'static>(ItemStream<T>);

impl<T> ItemStream<T> {
    /// Converts the stream into an iterator that blocks the current thread while it fetches a page.
    pub fn into_iter_blocking(self) -> BlockingItems<T> {
        BlockingItems(self)
    }
}

impl<T> BlockingItems<T> {
    /// Returns the pagination cursor with which a later iteration can resume, as [`ItemStream::resume_cursor`] does.
    #[must_use]
    pub fn resume_cursor(&self) -> Option<&str> {
        self.0.resume_cursor()
    }
}

impl<T: 'static> Iterator for BlockingItems<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Result<T, Error>> {
        let item = block_on(self.0.try_next());
        item.and_then(|item| item).transpose()
    }
}

impl<T> fmt::Debug for BlockingItems<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BlockingItems").field(&self.0).finish()
    }
}

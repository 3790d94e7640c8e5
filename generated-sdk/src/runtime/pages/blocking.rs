//! Optional: needed by `pages.rs`, for walks over the items of all pages that block.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::runtime::error::Error;
use crate::runtime::pages::items::ItemStream;
use crate::runtime::transport::blocking::block_on;

/// The items of a list, across its pages, for programs that are not asynchronous.
///
/// A page is fetched when the items before it are used up. After an error, the next call of `next` fetches the same page
/// again; no item is lost or given twice.
#[must_use = "an iterator does nothing until it is used"]
pub struct BlockingItems<T: 'static>(ItemStream<T>);

impl<T> ItemStream<T> {
    /// The same items as an iterator that blocks the thread while it fetches a page.
    pub fn into_iter_blocking(self) -> BlockingItems<T> {
        BlockingItems(self)
    }
}

impl<T> BlockingItems<T> {
    /// Where a later walk may go on, as [`ItemStream::resume_cursor`] says it.
    #[must_use]
    pub fn resume_cursor(&self) -> Option<&str> {
        self.0.resume_cursor()
    }
}

impl<T: DeserializeOwned + 'static> Iterator for BlockingItems<T> {
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

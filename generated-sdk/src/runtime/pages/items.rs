//! Optional: needed by `pages.rs`, for walks over the items of all pages.

use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use serde::de::DeserializeOwned;

use crate::runtime::call::Call;
use crate::runtime::error::Error;
use crate::runtime::pages::Page;
use crate::runtime::pages::decode::repeated_cursor;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::deadline;

/// The items of a list, across its pages.
///
/// A page is fetched when the items before it are used up. After an error, the next poll fetches the same page
/// again; no item is lost or given twice.
#[must_use = "a stream does nothing until it is polled"]
pub struct ItemStream<T: 'static> {
    shape: &'static PageShape,
    request: Request,
    fetching: Option<Call<Page<T>>>,
    items: std::vec::IntoIter<T>,
    /// What a walk can be resumed with at the page that `items` come from.
    current: Option<String>,
    stage: Stage,
    seen: Seen,
}

/// What follows the items at hand.
#[derive(Clone, Copy)]
enum Stage {
    /// Nothing was fetched yet.
    Start,
    /// The page that `request` asks for.
    Page,
    /// The error that the server goes in circles.
    Repeated,
    /// Nothing.
    End,
}

/// The positions of a walk, as hashes: a server may make them long, and a walk may have many.
#[derive(Default)]
struct Seen {
    hasher: RandomState,
    hashes: HashSet<u64>,
}

impl Seen {
    /// Remembers a position, and tells whether it is new.
    fn insert(&mut self, position: &str) -> bool {
        self.hashes.insert(self.hasher.hash_one(position))
    }
}

impl Request {
    /// Walks all items of all pages.
    pub fn items<T: DeserializeOwned + 'static>(self, shape: &'static PageShape) -> ItemStream<T> {
        let mut seen = Seen::default();
        if let Some(position) = shape.next.position(&self) {
            seen.insert(&position);
        }
        ItemStream {
            shape,
            request: self,
            fetching: None,
            items: Vec::new().into_iter(),
            current: None,
            stage: Stage::Start,
            seen,
        }
    }
}

impl<T: DeserializeOwned + 'static> ItemStream<T> {
    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The next item, for use with `?`; `Ok(None)` at the end.
    ///
    /// # Errors
    /// Those of fetching a page.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    /// The first one of fetching a page. The items before it are dropped: use [`try_next`](Self::try_next) to keep
    /// them.
    pub async fn try_collect<C: Default + Extend<T>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(item) = self.try_next().await? {
            all.extend([item]);
        }
        Ok(all)
    }

    /// Gives the next item, or fetches the page that has it.
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.stage {
                Stage::Start => {
                    self.request.deadline = deadline(self.request.total_timeout);
                    self.stage = Stage::Page;
                }
                Stage::Page => {
                    let call = self
                        .fetching
                        .get_or_insert_with(|| self.request.clone().page(self.shape));
                    let page = ready!(Pin::new(call).poll(cx));
                    self.fetching = None;
                    match page {
                        Ok(page) => self.accept(page),
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                Stage::Repeated => {
                    self.stage = Stage::End;
                    return Poll::Ready(Some(Err(repeated_cursor(&self.request))));
                }
                Stage::End => return Poll::Ready(None),
            }
        }
    }

    /// Takes the items of a page, and finds out what follows them.
    fn accept(&mut self, mut page: Page<T>) {
        self.current = self.asked_for().map(str::to_owned);
        self.stage = match page.take_next() {
            Some(next) if self.seen.insert(&next) => {
                self.shape.next.turn(&mut self.request, next);
                Stage::Page
            }
            Some(_) => Stage::Repeated,
            None => Stage::End,
        };
        self.items = page.items.into_iter();
    }
}

impl<T> ItemStream<T> {
    /// Where a later walk may go on: give it to the query parameter that asks for a page.
    ///
    /// It is a cursor, the number of a page, or the number of a page's first item, whatever the API goes by. While
    /// items of a page are left, it leads to that page, so that none is missed; the items of that page that were
    /// given already come again. It is `None` on the first page and at the end, and always where the API has no such
    /// parameter, but gives the addresses of its pages.
    #[must_use]
    pub fn resume_cursor(&self) -> Option<&str> {
        if self.items.len() > 0 {
            return self.current.as_deref();
        }
        match self.stage {
            Stage::Start | Stage::Page => self.asked_for(),
            Stage::Repeated => self.current.as_deref(),
            Stage::End => None,
        }
    }

    /// What the request has in the parameter that asks for a page.
    fn asked_for(&self) -> Option<&str> {
        self.request.query_value(self.shape.next.param()?)
    }
}

/// Items are never pinned.
impl<T> Unpin for ItemStream<T> {}

#[cfg(feature = "stream")]
impl<T: DeserializeOwned + 'static> futures_core::Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

//! Iteration over the items of all pages.

use std::borrow::Cow;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::runtime::call::Call;
use crate::runtime::call::decode::Decode;
use crate::runtime::error::Error;
use crate::runtime::pages::Page;
use crate::runtime::pages::decode::repeated_cursor;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::deadline;

/// Stream of the items of all pages of a list.
///
/// The next page is fetched after the last item of the current page. After an error, the next poll fetches the same
/// page again; no item is lost or returned twice.
#[must_use = "a stream does nothing until it is polled"]
pub struct ItemStream<T: 'static> {
    shape: &'static PageShape,
    decode: &'static dyn Decode<Page<T>>,
    request: Request,
    fetching: Option<Call<Page<T>>>,
    items: std::vec::IntoIter<T>,
    /// Position of the page that contains `items`.
    current: Option<String>,
    /// Position of the page that is fetched next. `None` for the first page, and always if the API links to pages.
    requested: Option<String>,
    stage: Stage,
    seen: SeenPositions,
}

/// Next step of an iteration, after the items of the current page.
#[derive(Clone, Copy)]
enum Stage {
    /// Start the deadline. Nothing has been fetched yet.
    Start,
    /// Fetch the page that `request` asks for.
    Page,
    /// Return the error for a repeated cursor.
    Repeated,
    /// Nothing: the iteration has ended.
    End,
}

/// Positions of all pages that were requested, as hashes, because they may be long and many.
#[derive(Default)]
struct SeenPositions {
    hasher: RandomState,
    /// Sorted.
    hashes: Vec<u64>,
}

impl SeenPositions {
    /// Adds a position. Returns `true` if it is new.
    fn insert(&mut self, position: &str) -> bool {
        let hash = self.hasher.hash_one(position);
        let found = self.hashes.binary_search(&hash);
        found
            .map_err(|index| self.hashes.insert(index, hash))
            .is_err()
    }
}

impl Request {
    /// Returns a stream of the items of all pages. `decode` is the decoder of the pages.
    pub fn items<T: 'static>(
        self,
        shape: &'static PageShape,
        decode: &'static dyn Decode<Page<T>>,
    ) -> ItemStream<T> {
        let mut seen = SeenPositions::default();
        let position = shape.next.position(&self).map(Cow::into_owned);
        if let Some(position) = &position {
            seen.insert(position);
        }
        ItemStream {
            shape,
            decode,
            request: self,
            fetching: None,
            items: Vec::new().into_iter(),
            current: None,
            requested: position.filter(|_| shape.next.param().is_some()),
            stage: Stage::Start,
            seen,
        }
    }
}

impl<T: 'static> ItemStream<T> {
    /// Returns the next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Returns the next item in a form that suits `?`; `Ok(None)` at the end.
    ///
    /// # Errors
    /// Returns an error if a page cannot be fetched.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    /// Returns an error if a page cannot be fetched. The items of earlier pages are dropped: use
    /// [`try_next`](Self::try_next) to keep them.
    pub async fn try_collect<C: Default + Extend<T>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(item) = self.try_next().await? {
            all.extend([item]);
        }
        Ok(all)
    }

    /// Returns the next item, after fetching its page if necessary.
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
                        .get_or_insert_with(|| Call::new(self.request.clone(), self.decode));
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

    /// Takes the items of a page, and determines the next step.
    fn accept(&mut self, mut page: Page<T>) {
        self.current = self.requested.take();
        self.stage = match page.take_next() {
            Some(next) if self.seen.insert(&next) => {
                if self.shape.next.param().is_some() {
                    self.requested = Some(next.clone());
                }
                self.shape.next.set_position(&mut self.request, next);
                Stage::Page
            }
            Some(_) => Stage::Repeated,
            None => Stage::End,
        };
        self.items = page.items.into_iter();
    }
}

impl<T> ItemStream<T> {
    /// Returns the pagination cursor with which a later iteration can resume. Pass it to the parameter that selects a
    /// page.
    ///
    /// Depending on the API, it is a cursor, a page number, or the offset of the first item of a page. While the
    /// current page has items left, it is the position of that page, so that no item is lost; the items of that page
    /// that were already returned will be returned again. It is `None` on the first page, at the end, and always if the
    /// API links to the next page instead of having such a parameter.
    #[must_use]
    pub fn resume_cursor(&self) -> Option<&str> {
        if self.items.len() > 0 {
            return self.current.as_deref();
        }
        match self.stage {
            Stage::Start | Stage::Page => self.requested.as_deref(),
            Stage::Repeated => self.current.as_deref(),
            Stage::End => None,
        }
    }
}

/// Items are never pinned.
impl<T> Unpin for ItemStream<T> {}

#[cfg(feature = "stream")]
impl<T: 'static> futures_core::Stream for ItemStream<T> {
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

//! Pagination: pages, streams of items, and one file for each way to find the next page.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod body_param;
pub mod builder;
pub mod cursor;
pub mod decode;
pub mod envelope;
pub mod enveloped;
pub mod header;
pub mod items;
#[cfg(feature = "__steps")]
pub mod last_item;
pub mod link;
pub mod number;
pub mod param;
pub mod query_param;
pub mod shape;
pub mod target;
pub mod url;
pub mod without_envelope;

use std::fmt;

use crate::runtime::call::decode::Decode;
use crate::runtime::call::response::Response;
use crate::runtime::call::{Call, failed};
use crate::runtime::error::Error;
use crate::runtime::json::value::FromJson;
use crate::runtime::pages::decode::{decode_page, repeated_cursor};
use crate::runtime::pages::envelope::Envelope;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Page of a list.
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T: 'static, E: 'static = ()> {
    /// Items of this page.
    pub items: Vec<T>,
    /// Other fields of the response; `()` if the method describes none.
    pub envelope: E,
    next: Option<String>,
    shape: &'static PageShape,
    decode_next: &'static dyn Decode<Option<Self>>,
    request: Box<Request>,
}

impl<T, E> Page<T, E> {
    /// Iterates over the items of this page.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Returns the position of the next page; `None` on the last page. Depending on the API, it is a pagination cursor,
    /// a page number, the offset of the first item, or path and query of a link.
    #[must_use]
    pub fn next_cursor(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// Returns `true` if there is a next page, which may be empty.
    #[must_use]
    pub fn has_next_page(&self) -> bool {
        self.next.is_some()
    }

    /// Returns the page without its other fields.
    pub(crate) fn without_envelope(self) -> Page<T>
    where
        T: FromJson,
    {
        Page {
            items: self.items,
            envelope: (),
            next: self.next,
            shape: self.shape,
            decode_next: self.shape,
            request: self.request,
        }
    }

    /// Removes and returns the position of the next page.
    pub(crate) fn take_next(&mut self) -> Option<String> {
        self.next.take()
    }
}

impl<T: 'static, E: 'static> Page<T, E> {
    /// Fetches the next page with the same parameters. Returns `None` if this is the last page. A total timeout starts
    /// again.
    pub fn next_page(&self) -> Call<Option<Self>> {
        let Some(next) = &self.next else {
            let end = Error::request("there is no next page");
            return Call::of(failed(end), &AfterLast);
        };
        let mut request = (*self.request).clone();
        if self.shape.next.position(&request).as_deref() == Some(next) {
            let stuck = repeated_cursor(&request);
            return Call::of(failed(stuck), self.decode_next);
        }
        self.shape.next.set_position(&mut request, next.clone());
        Call::new(request, self.decode_next)
    }
}

impl<T: fmt::Debug, E: fmt::Debug> fmt::Debug for Page<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut page = f.debug_struct("Page");
        page.field("items", &self.items);
        if size_of::<E>() > 0 {
            page.field("envelope", &self.envelope);
        }
        page.field("next_cursor", &self.next)
            .finish_non_exhaustive()
    }
}

impl<T, E> IntoIterator for Page<T, E> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T, E> IntoIterator for &'a Page<T, E> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T, E> Decode<Page<T, E>> for PageShape
where
    T: FromJson + 'static,
    E: Envelope + 'static,
{
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Page<T, E>, Error> {
        let reply = outcome?;
        let (items, next) = decode_page(&reply, self)?;
        Ok(Page {
            items,
            envelope: E::of(&reply)?,
            next,
            shape: self,
            decode_next: self,
            request: reply.request,
        })
    }
}

impl<T, E> Decode<Response<Page<T, E>>> for PageShape
where
    T: FromJson + 'static,
    E: Envelope + 'static,
{
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<Page<T, E>>, Error> {
        let reply = outcome?;
        let (items, next) = decode_page(&reply, self)?;
        let page = Page {
            items,
            envelope: E::of(&reply)?,
            next,
            shape: self,
            decode_next: self,
            request: reply.request.clone(),
        };
        Ok(reply.with_data(page))
    }
}

impl<T, E> Decode<Option<Page<T, E>>> for PageShape
where
    T: FromJson + 'static,
    E: Envelope + 'static,
{
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Option<Page<T, E>>, Error> {
        self.decode(outcome).map(Some)
    }
}

/// Decoder for the page after the last one, which returns `None`. Nothing is sent.
struct AfterLast;

impl<P> Decode<Option<P>> for AfterLast {
    fn decode(&'static self, _outcome: Result<Reply, Error>) -> Result<Option<P>, Error> {
        Ok(None)
    }
}

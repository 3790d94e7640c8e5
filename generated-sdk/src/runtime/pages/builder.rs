//! Requests of methods that return pages.

use std::marker::PhantomData;

#[cfg(feature = "blocking")]
use crate::runtime::pages::blocking::BlockingItems;

use crate::runtime::call::builder::RequestBuilder;
use crate::runtime::call::returns::Returns;
use crate::runtime::json::value::FromJson;
use crate::runtime::pages::Page;
use crate::runtime::pages::envelope::Envelope;
use crate::runtime::pages::items::ItemStream;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::pages::without_envelope::WithoutEnvelope;

/// Method that returns pages.
pub trait HasPages {
    /// Shape of its pages.
    const PAGES: &'static PageShape;
}

impl<M, T, E> Returns<M> for Page<T, E>
where
    M: HasPages,
    T: FromJson + 'static,
    E: Envelope + 'static,
{
    type Output = Self;
    type Decoder = PageShape;

    const DECODER: &'static PageShape = M::PAGES;
}

impl<M, T, E> RequestBuilder<M, Page<T, E>>
where
    M: HasPages,
    T: FromJson + 'static,
    E: Envelope + 'static,
{
    /// Decoder of the pages of a stream.
    const OF_ITEMS: &'static WithoutEnvelope<E> = &WithoutEnvelope(M::PAGES, PhantomData);

    /// Returns a stream of the items of all pages. The next page is fetched after the last item of the current page.
    pub fn into_stream(self) -> ItemStream<T> {
        self.request.items(M::PAGES, Self::OF_ITEMS)
    }

    /// Returns an iterator over the items of all pages. It blocks the current thread while it fetches a page.
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn into_iter_blocking(self) -> BlockingItems<T> {
        self.into_stream().into_iter_blocking()
    }
}

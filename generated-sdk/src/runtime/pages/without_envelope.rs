//! Pages of a stream, of which only the items are kept.

use std::marker::PhantomData;

use crate::runtime::call::decode::Decode;
use crate::runtime::error::Error;
use crate::runtime::json::value::FromJson;
use crate::runtime::pages::Page;
use crate::runtime::pages::envelope::Envelope;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::send::reply::Reply;

/// Decoder of pages whose other fields are read, because they may say that the call has failed, but not kept.
pub(crate) struct WithoutEnvelope<E>(
    pub(crate) &'static PageShape,
    pub(crate) PhantomData<fn() -> E>,
);

impl<T, E> Decode<Page<T>> for WithoutEnvelope<E>
where
    T: FromJson + 'static,
    E: Envelope + 'static,
{
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Page<T>, Error> {
        let page: Page<T, E> = self.0.decode(outcome)?;
        Ok(page.without_envelope())
    }
}

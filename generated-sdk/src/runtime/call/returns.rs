//! Results of methods, each with the decoder of its responses.

use std::marker::PhantomData;

use bytes::Bytes;

use crate::runtime::call::decode::{Decode, DiscardedBody, Json, Raw};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::json::value::FromJson;
use crate::runtime::request::Request;
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::send::reply::Reply;

/// Type that stands for the result of a method. `M` stands for the method, which describes its pages, events or statuses.
pub trait Returns<M> {
    /// Type of the result.
    type Output: 'static;

    /// Type of the decoder.
    type Decoder: Decode<Self::Output> + 'static;

    /// Decoder of the responses.
    const DECODER: &'static Self::Decoder;

    /// Sets the options that a request for such a response needs.
    fn prepared(request: Request) -> Request {
        request
    }
}

/// A value as JSON.
impl<M, T: FromJson + 'static> Returns<M> for T {
    type Output = T;
    type Decoder = Json;

    const DECODER: &'static Json = &Json;
}

/// No value: the body is ignored.
impl<M> Returns<M> for () {
    type Output = ();
    type Decoder = DiscardedBody;

    const DECODER: &'static DiscardedBody = &DiscardedBody;

    fn prepared(mut request: Request) -> Request {
        request.unread_bodies = UnreadBodies::ALL;
        request
    }
}

/// The response with its body, which is not decoded.
impl<M> Returns<M> for Response<Bytes> {
    type Output = Self;
    type Decoder = Raw;

    const DECODER: &'static Raw = &Raw;
}

/// Marks a request that also has [`optional`](crate::runtime::call::builder::RequestBuilder::optional). Awaiting the
/// request returns the result of `R`; `.optional()` returns `None` for status 404.
pub struct Optional<R>(PhantomData<fn() -> R>);

impl<M, R: Returns<M>> Returns<M> for Optional<R> {
    type Output = R::Output;
    type Decoder = R::Decoder;

    const DECODER: &'static R::Decoder = R::DECODER;

    fn prepared(request: Request) -> Request {
        R::prepared(request)
    }
}

/// Decoder that returns `None` for a 404 response, and the result of the method for others.
pub(crate) struct OrNone<M, R>(PhantomData<fn() -> (M, R)>);

impl<M, R> OrNone<M, R> {
    /// The decoder.
    pub(crate) const DECODER: Self = Self(PhantomData);
}

impl<M, R: Returns<M>> Decode<Option<R::Output>> for OrNone<M, R> {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Option<R::Output>, Error> {
        match outcome {
            Err(error) if error.is_not_found() => Ok(None),
            outcome => R::DECODER.decode(outcome).map(Some),
        }
    }
}

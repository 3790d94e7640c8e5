//! Calls whose response is read according to its status: as JSON, as text, as a download, as a redirect, or not at all.

use crate::runtime::call::decode::{Decode, decode_error};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::Request;
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::send::reply::Reply;

/// Function that makes a result of a response.
pub type ReadReply<T> = fn(&mut Reply) -> Result<T, Error>;

/// Statuses of a method, and how their responses are read. `T` is an enum with a variant for each kind of response.
pub struct ByStatus<T: 'static> {
    /// Media types that the method accepts, if they are not those of the API.
    pub accept: Option<&'static str>,
    /// Responses that are downloads, whose bodies are left to the caller.
    pub unread_bodies: UnreadBodies,
    /// Statuses outside of 2xx that are results.
    pub expected: &'static [u16],
    /// Statuses that are listed.
    pub statuses: &'static [(u16, ReadReply<T>)],
    /// Other statuses of success; `None` if there are none.
    pub others: Option<ReadReply<T>>,
}

impl<T> ByStatus<T> {
    /// Sets the options of a request whose response is read according to its status.
    #[must_use]
    pub fn prepared(&self, mut request: Request) -> Request {
        request.unread_bodies = self.unread_bodies;
        request.expected_statuses = self.expected;
        if let Some(media_types) = self.accept {
            request.accept(media_types);
        }
        request
    }
}

impl<T> Decode<T> for ByStatus<T> {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<T, Error> {
        read(self, &mut outcome?)
    }
}

impl<T> Decode<Response<T>> for ByStatus<T> {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<T>, Error> {
        let mut reply = outcome?;
        let data = read(self, &mut reply)?;
        Ok(reply.with_data(data))
    }
}

/// Reads a response according to its status.
fn read<T>(shape: &ByStatus<T>, reply: &mut Reply) -> Result<T, Error> {
    let status = reply.status.as_u16();
    let mut listed = shape.statuses.iter();
    let listed = listed.find(|(known, _)| *known == status);
    let others = shape.others.filter(|_| reply.request.expects(reply.status));
    let Some(read) = listed.map(|(_, read)| *read).or(others) else {
        let reason = "the API description has no response with this status";
        return Err(decode_error(reply, DecodeFailure::of(reason.to_owned())));
    };
    read(reply)
}

/// Implements `Returns` for the enum that a method returns. Behind `download` is the function that takes the body out of a
/// response, which not every API has.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! by_status {
    ($method:ty => $result:ty {
        accept: $accept:expr,
        unread_bodies: $unread:ident [$($unread_status:literal),* $(,)?],
        expected: [$($expected:literal),* $(,)?],
        statuses: [$($status:literal => $kind:ident $(($reader:path))?),* $(,)?],
        others: $others:ident $(($other_reader:path))?,
    }) => {
        impl $crate::runtime::call::returns::Returns<$method> for $result {
            type Output = Self;
            type Decoder = $crate::runtime::call::by_status::ByStatus<Self>;

            const DECODER: &'static Self::Decoder = &$crate::runtime::call::by_status::ByStatus {
                accept: $accept,
                unread_bodies: $crate::runtime::request::unread_bodies::UnreadBodies::$unread(&[$($unread_status),*]),
                expected: &[$($expected),*],
                statuses: &[$(($status, $crate::runtime::call::by_status::by_status!(@read $kind $(($reader))?))),*],
                others: $crate::runtime::call::by_status::by_status!(@others $others $(($other_reader))?),
            };

            #[inline]
            fn prepared(request: $crate::runtime::request::Request) -> $crate::runtime::request::Request {
                <Self as $crate::runtime::call::returns::Returns<$method>>::DECODER.prepared(request)
            }
        }
    };
    (@others none) => {
        ::core::option::Option::None
    };
    (@others $kind:ident $(($reader:path))?) => {
        ::core::option::Option::Some($crate::runtime::call::by_status::by_status!(@read $kind $(($reader))?))
    };
    (@read value) => {
        |reply| $crate::runtime::call::decode::json(reply).map(Self::Ready)
    };
    (@read text) => {
        |reply| $crate::runtime::call::text::text(reply).map(Self::Text)
    };
    (@read download ($reader:path)) => {
        |reply| ::core::result::Result::Ok(Self::Download($reader(reply)))
    };
    (@read redirect) => {
        |reply| $crate::runtime::call::redirect::location(reply).map(Self::Redirect)
    };
    (@read pending) => {
        |reply| {
            let (retry_after, location) = $crate::runtime::call::pending::pending(reply);
            ::core::result::Result::Ok(Self::Pending { retry_after, location })
        }
    };
    (@read nothing) => {
        |_| ::core::result::Result::Ok(Self::Nothing)
    };
    (@read not_modified) => {
        |_| ::core::result::Result::Ok(Self::NotModified)
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use by_status;

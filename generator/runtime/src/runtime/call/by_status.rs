//! Calls whose response is read according to its status: as JSON, as text, as a download, as a redirect, or not at all.

use crate::runtime::call::decode::{Decode, decode_error};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Function that makes a result of a response.
pub type ReadReply<T> = fn(&mut Reply) -> Result<T, Error>;

/// Statuses of a method, and how their responses are read. `T` is an enum with a variant for each kind of response.
pub struct ByStatus<T: 'static> {
    /// Media types that the method accepts, if they are not those of the API.
    pub accept: Option<&'static str>,
    /// Whether the statuses of success that are not listed are downloads, whose bodies are left to the caller.
    pub streams_others: bool,
    /// Statuses outside of 2xx that are results, and statuses of success whose body is left to the caller if those of others
    /// are not, or the other way round.
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
        request.leaves_body_unread = self.streams_others;
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

    fn expected_statuses(&self) -> &'static [u16] {
        self.expected
    }
}

impl<T> Decode<Response<T>> for ByStatus<T> {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<T>, Error> {
        let mut reply = outcome?;
        let data = read(self, &mut reply)?;
        Ok(reply.with_data(data))
    }

    fn expected_statuses(&self) -> &'static [u16] {
        self.expected
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

/// Implements `Returns` for an enum with a variant for each kind of response. Behind `download` is the function that takes the
/// body out of a response, which not every API has.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! by_status {
    ($result:ident {
        accept: $accept:expr,
        streams_others: $streams_others:literal,
        expected: $expected:expr,
        statuses: [$($status:literal => $kind:ident $(($reader:path))?),* $(,)?],
        others: $others:ident $(($other_reader:path))?,
    }) => {
        impl<M> $crate::runtime::call::returns::Returns<M> for $result {
            type Output = Self;
            type Decoder = $crate::runtime::call::by_status::ByStatus<Self>;

            const DECODER: &'static Self::Decoder = &$crate::runtime::call::by_status::ByStatus {
                accept: $accept,
                streams_others: $streams_others,
                expected: $expected,
                statuses: &[$(($status, $crate::runtime::call::by_status::by_status!(@read $kind $(($reader))?, $result))),*],
                others: $crate::runtime::call::by_status::by_status!(@others $others $(($other_reader))?, $result),
            };

            fn prepared(request: $crate::runtime::request::Request) -> $crate::runtime::request::Request {
                <Self as $crate::runtime::call::returns::Returns<M>>::DECODER.prepared(request)
            }
        }
    };
    (@others none, $result:ident) => {
        ::core::option::Option::None
    };
    (@others $kind:ident $(($reader:path))?, $result:ident) => {
        ::core::option::Option::Some($crate::runtime::call::by_status::by_status!(@read $kind $(($reader))?, $result))
    };
    (@read value, $result:ident) => {
        |reply| $crate::runtime::call::decode::json(reply).map($result::Ready)
    };
    (@read text, $result:ident) => {
        |reply| $crate::runtime::call::text::text(reply).map($result::Text)
    };
    (@read download ($reader:path), $result:ident) => {
        |reply| ::core::result::Result::Ok($result::Download($reader(reply)))
    };
    (@read redirect, $result:ident) => {
        |reply| $crate::runtime::call::redirect::location(reply).map($result::Redirect)
    };
    (@read pending, $result:ident) => {
        |reply| {
            let (retry_after, location) = $crate::runtime::call::pending::pending(reply);
            ::core::result::Result::Ok($result::Pending { retry_after, location })
        }
    };
    (@read nothing, $result:ident) => {
        |_| ::core::result::Result::Ok($result::Nothing)
    };
    (@read not_modified, $result:ident) => {
        |_| ::core::result::Result::Ok($result::NotModified)
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use by_status;

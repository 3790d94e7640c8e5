//! Pages whose responses have other fields.

use crate::runtime::call::Call;
use crate::runtime::call::decode::decode_error;
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::json::decode::parse;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::FromJson;
use crate::runtime::pages::Page;
use crate::runtime::pages::envelope::Envelope;
use crate::runtime::pages::shape::PageShape;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

impl Request {
    /// Sends the request and decodes the body as a page with other fields.
    pub fn enveloped_page<T, E>(self, shape: &'static PageShape) -> Call<Page<T, E>>
    where
        T: FromJson + 'static,
        E: FromJson + 'static,
    {
        Call::new(self, shape)
    }

    /// Sends the request and decodes the body as a page with other fields. Returns it with the status and headers of the
    /// response.
    pub fn enveloped_page_response<T, E>(
        self,
        shape: &'static PageShape,
    ) -> Call<Response<Page<T, E>>>
    where
        T: FromJson + 'static,
        E: FromJson + 'static,
    {
        Call::new(self, shape)
    }
}

impl<T: FromJson> Envelope for T {
    fn of(reply: &Reply) -> Result<Self, Error> {
        let mut slot = None;
        // Nobody is told of unknown fields: the items are among them.
        let body = reply.body.ready();
        let read = parse(body, "the body", Notes::default(), &mut |json| {
            T::read(&mut slot, json)
        });
        read.map_err(|failure| decode_error(reply, failure))?;
        slot.ok_or_else(|| decode_error(reply, DecodeFailure::of("the body is empty".to_owned())))
    }
}

/// Implements the options of a request builder whose method returns pages of `$item` with the other fields `$envelope`, and
/// the methods that send it.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! enveloped_page_request_methods {
    ($builder:ident, $item:ty, $envelope:ty) => {
        $crate::runtime::pages::builder::page_request_methods!(
            @all $builder, $item, $crate::runtime::pages::Page<$item, $envelope>, enveloped_page, enveloped_page_response
        );
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use enveloped_page_request_methods;

//! Other fields of pages that are a model.

use crate::runtime::call::decode::decode_error;
use crate::runtime::error::Error;
use crate::runtime::json::decode::parse;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::FromJson;
use crate::runtime::pages::envelope::Envelope;
use crate::runtime::send::reply::Reply;

impl<T: FromJson> Envelope for T {
    fn of(reply: &Reply) -> Result<Self, Error> {
        let mut slot = None;
        // Unknown fields are not reported: the items are among them.
        let body = reply.body.ready();
        let read = parse(body, "the body", Notes::default(), &mut |json| {
            T::read(&mut slot, json)
        });
        read.map_err(|failure| decode_error(reply, failure))?;
        slot.ok_or_else(|| decode_error(reply, DecodeFailure::of("the body is empty".to_owned())))
    }
}

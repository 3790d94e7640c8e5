//! Other fields of responses with pages.

use crate::runtime::call::decode::decode_error;
use crate::runtime::error::Error;
use crate::runtime::json::decode::parse;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::FromJson;
use crate::runtime::send::reply::Reply;

/// Type of the fields of a page that are not its items: a model, or `()` for a method that describes none.
pub trait Envelope: Sized {
    /// Reads the fields from the body of a page, which is decoded a second time.
    ///
    /// # Errors
    /// Fails if the body is not valid.
    fn of(reply: &Reply) -> Result<Self, Error>;
}

impl Envelope for () {
    fn of(_: &Reply) -> Result<Self, Error> {
        Ok(())
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

//! Calls whose response is text.

use crate::runtime::call::decode::{Decode, decode_error};
use crate::runtime::call::response::Response;
use crate::runtime::call::returns::Returns;
use crate::runtime::error::Error;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::{Request, accept};
use crate::runtime::send::reply::Reply;

/// Text that is the whole body; also its decoder.
pub struct Text;

impl<M> Returns<M> for Text {
    type Output = String;
    type Decoder = Self;

    const DECODER: &'static Self = &Self;

    fn prepared(mut request: Request) -> Request {
        request.accept(accept::TEXT);
        request
    }
}

impl Decode<String> for Text {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<String, Error> {
        text(&outcome?)
    }
}

impl Decode<Response<String>> for Text {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<String>, Error> {
        let reply = outcome?;
        let data = text(&reply)?;
        Ok(reply.with_data(data))
    }
}

/// Returns the body as text.
///
/// # Errors
/// Returns an error if the body is not UTF-8.
pub fn text(reply: &Reply) -> Result<String, Error> {
    let body = reply.body.ready().to_vec();
    String::from_utf8(body)
        .map_err(|_| decode_error(reply, DecodeFailure::of("the body is not UTF-8".to_owned())))
}

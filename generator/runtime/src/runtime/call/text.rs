//! Calls whose response is text.

use crate::runtime::call::Call;
use crate::runtime::call::decode::{Decode, OrMissing, decode_error};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;

/// Decoder for a body that is text.
struct Text;

impl Request {
    /// Sends the request and returns the body as text.
    pub fn text(self) -> Call<String> {
        Call::new(self.for_text(), &Text)
    }

    /// Sends the request and returns the body as text, with the status and headers of the response.
    pub fn text_response(self) -> Call<Response<String>> {
        Call::new(self.for_text(), &Text)
    }

    /// Sends the request and returns the body as text; `None` if the API responds with 404.
    pub fn text_or_none(self) -> Call<Option<String>> {
        Call::new(self.for_text(), &OrMissing(Text))
    }

    /// Requests text, unless the caller requests another media type.
    fn for_text(mut self) -> Self {
        self.accept("text/plain, */*;q=0.5");
        self
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
fn text(reply: &Reply) -> Result<String, Error> {
    let body = reply.body.ready().to_vec();
    String::from_utf8(body)
        .map_err(|_| decode_error(reply, DecodeFailure::of("the body is not UTF-8".to_owned())))
}

//! Optional: needed by an API with methods that return nothing.

use super::call::Call;
use super::decode::Decode;
use super::error::Error;
use super::reply::Reply;
use super::request::Request;
use super::response::Response;

impl Request {
    /// Sends the request. Any success will do, whatever its body is.
    pub fn nothing(mut self) -> Call<()> {
        self.leaves_body = true;
        Call::new(self, &Nothing)
    }

    /// Sends the request, and keeps what surrounds the body.
    pub fn nothing_response(mut self) -> Call<Response<()>> {
        self.leaves_body = true;
        Call::new(self, &Nothing)
    }
}

/// No data.
struct Nothing;

impl Decode<()> for Nothing {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<(), Error> {
        outcome.map(|_| ())
    }
}

impl Decode<Response<()>> for Nothing {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<()>, Error> {
        outcome.map(|reply| reply.with_data(()))
    }
}

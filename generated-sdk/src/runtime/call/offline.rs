//! The call without the network: the request that would go out, and what a response means.
//!
//! A test, a queue or another HTTP stack may stand between the two. Retries, timeouts and the limit of a response's
//! size belong to sending, so they do not apply here.

use bytes::Bytes;

use crate::runtime::call::Call;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::prepare;
use crate::runtime::send::observer::CallObserver;
use crate::runtime::send::reply::Reply;

impl Request {
    /// The request as it would go out, credentials included.
    ///
    /// # Errors
    /// Those that the call would give before anything is sent.
    pub fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        let prepared = prepare(self);
        prepared
            .map(|prepared| prepared.http(self))
            .map_err(|error| error.of_operation(self.operation()))
    }

    /// What a call would have given for a response. The call brings the decoder, and is not made.
    ///
    /// # Errors
    /// Those that the call would give for this response.
    pub fn parse<T>(&self, call: &Call<T>, response: http::Response<Bytes>) -> Result<T, Error> {
        call.decoder().decode(self.outcome(response))
    }

    /// Tells a success from a failure, as the last attempt of a call does.
    fn outcome(&self, response: http::Response<Bytes>) -> Result<Reply, Error> {
        let (head, body) = response.into_parts();
        let (status, headers) = (head.status, head.headers);
        if !status.is_success() {
            let reply = self.refusal(status, headers, body);
            let error = Error::new(ErrorKind::Api, "").with_reply(reply);
            return Err(error.of_operation(self.operation()));
        }
        Ok(Reply {
            request: Box::new(self.clone()),
            status,
            headers,
            body: body.into(),
            attempts: Vec::new(),
            watch: CallObserver::default(),
        })
    }
}

//! Calls without a network: building the HTTP request, and decoding an HTTP response.
//!
//! The request can be sent by other means, such as a test, a queue or another HTTP client. Retries, timeouts and the
//! limit on the size of a response are part of sending, so they do not apply here.
//!
//! The functions are `#[inline]`, so that they are compiled only in the programs that call them, which are few.

use bytes::Bytes;

use crate::runtime::call::decode::Decode;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::send::observer::CallObserver;
use crate::runtime::send::reply::Reply;

impl Request {
    /// Returns the request that would be sent, including credentials. Those of a provider are missing until it was asked.
    ///
    /// # Errors
    /// Returns an error if the request is not valid, with the error that the call would have before anything is sent.
    #[inline]
    pub fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        let (prepared, mut http) = self.prepared()?;
        if let Some(body) = prepared.streamed() {
            *http.body_mut() = body.in_memory().ok_or_else(|| {
                let reason = "the body is read while it is sent, so that it is not in memory";
                Error::request(reason).with_operation(self.operation())
            })?;
        }
        Ok(http)
    }

    /// Decodes a response that was received by other means.
    ///
    /// # Errors
    /// Returns the error that the call would return for this response.
    #[inline]
    pub fn parse<T>(
        self,
        decoder: &'static dyn Decode<T>,
        response: http::Response<Bytes>,
    ) -> Result<T, Error> {
        decoder.decode(self.into_outcome(response))
    }

    /// Returns the outcome that a call has if this is the response to its last attempt.
    #[inline]
    fn into_outcome(self, response: http::Response<Bytes>) -> Result<Reply, Error> {
        let (head, body) = response.into_parts();
        let (status, headers) = (head.status, head.headers);
        if !self.expects(status) {
            let reply = self.error_reply(status, headers, body);
            let error = Error::new(ErrorKind::Api, "").with_reply(reply);
            return Err(error.with_operation(self.operation()));
        }
        Ok(Reply {
            request: Box::new(self),
            status,
            headers,
            body: body.into(),
            attempts: Vec::new(),
            observer: CallObserver::default(),
        })
    }
}

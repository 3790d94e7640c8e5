//! Request builders, which all methods of the API return.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde::Serialize;

use crate::runtime::call::Call;
use crate::runtime::call::decode::Decode;
use crate::runtime::call::response::Response;
use crate::runtime::call::returns::{Optional, OrNone, Returns};
use crate::runtime::error::Error;
use crate::runtime::request::Request;

/// Request of a method. Awaiting it sends it.
///
/// The request of each method is this type under a name of its own, with setters for its optional values. All of them have
/// the options below. `M` is the method, and `R` its result.
#[must_use = "a request does nothing until it is awaited"]
pub struct RequestBuilder<M, R> {
    pub(crate) request: Request,
    method: PhantomData<fn() -> (M, R)>,
}

impl<M, R> RequestBuilder<M, R> {
    /// Sets the timeout of one attempt, including reading the response body. For a stream of events or lines, it ends
    /// when the headers have arrived. For a download, it applies to each read of the body.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.set_timeout(timeout);
        self
    }

    /// Sets the timeout of the whole call: all attempts and the delays between them, and all pages of an iteration. For
    /// a stream or a download, it ends when the headers have arrived; a stream of events starts it again after each
    /// interruption.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.request.set_total_timeout(timeout);
        self
    }

    /// Sets the maximum number of retries, from 0 to 10. A number above 0 also allows retries of a `POST` or `PATCH`
    /// request.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.request.set_max_retries(retries);
        self
    }

    /// Sets a header. It replaces a header of the client with the same name. The call fails if the name or the value is
    /// not valid.
    pub fn header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        self.request.header(name, value);
        self
    }

    /// Adds a query parameter that has no method of its own. It is sent after all others.
    pub fn query_param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.query_param(name, value);
        self
    }

    /// Sets a field of the JSON request body that has no method of its own.
    pub fn body_field(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        self.request.body_field(name, &value);
        self
    }

    /// Sets whether the server may safely process the request more than once. If so, it is retried even if it may have
    /// been processed.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.request.idempotent(idempotent);
        self
    }

    /// Returns the request that would be sent, including credentials. Nothing is sent. Credentials of a provider are
    /// missing until the first call has asked it.
    ///
    /// # Errors
    /// Returns an error if the request is not valid, for example because a header is not, or if the body is streamed, so
    /// that it is not in memory.
    pub fn prepare(&self) -> Result<http::Request<Bytes>, Error> {
        self.request.to_http()
    }

    /// Returns the request as a `curl` command for a POSIX shell. Credentials and secrets are redacted.
    ///
    /// # Errors
    /// Returns an error if the request is not valid, for example because a header is not.
    pub fn to_curl(&self) -> Result<String, Error> {
        self.request.to_curl()
    }
}

impl<M, R: Returns<M>> RequestBuilder<M, R> {
    /// Sends the request. Awaiting the builder does the same.
    pub fn send(self) -> Call<R::Output> {
        Call::new(R::prepared(self.request), R::DECODER)
    }

    /// Sends the request and returns the decoded value with the status and headers of the response.
    pub fn with_response(self) -> Call<Response<R::Output>>
    where
        R::Decoder: Decode<Response<R::Output>>,
    {
        Call::new(R::prepared(self.request), R::DECODER)
    }

    /// Decodes a response that was received by other means, as this call would decode it.
    ///
    /// # Errors
    /// Returns the error that the call would return for this response. Nothing is sent or retried, so `attempts()` of the
    /// error is empty.
    pub fn parse(&self, response: http::Response<Bytes>) -> Result<R::Output, Error> {
        R::prepared(self.request.clone()).parse(R::DECODER, response)
    }

    /// Sends the request and blocks the current thread until the call has ended.
    ///
    /// # Errors
    /// Returns the same errors as `send`.
    #[cfg(feature = "blocking")]
    #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
    pub fn send_blocking(self) -> Result<R::Output, Error> {
        self.send().send_blocking()
    }
}

impl<M: 'static, R: Returns<M> + 'static> RequestBuilder<M, Optional<R>> {
    /// Sends the request. Returns `None` if the API responds with 404.
    pub fn optional(self) -> Call<Option<R::Output>> {
        Call::new(R::prepared(self.request), &OrNone::<M, R>::DECODER)
    }
}

impl<M, R: Returns<M>> IntoFuture for RequestBuilder<M, R> {
    type Output = Result<R::Output, Error>;
    type IntoFuture = Call<R::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

// Only the SDK has requests, so this is no part of the documentation.
#[doc(hidden)]
impl<M, R> From<Request> for RequestBuilder<M, R> {
    fn from(request: Request) -> Self {
        Self {
            request,
            method: PhantomData,
        }
    }
}

impl<M, R> Clone for RequestBuilder<M, R> {
    fn clone(&self) -> Self {
        self.request.clone().into()
    }
}

impl<M, R> fmt::Debug for RequestBuilder<M, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RequestBuilder")
            .field(&self.request)
            .finish()
    }
}

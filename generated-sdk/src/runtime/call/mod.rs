//! A call under way.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod builder;
pub mod decode;
pub mod offline;
pub mod raw_request;
pub mod response;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use serde::de::DeserializeOwned;

use crate::runtime::call::decode::{Decode, Json, JsonOrMissing, JsonResponse, Nothing};
use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::request::Request;
use crate::runtime::send::execute::execute;
use crate::runtime::send::reply::Reply;

/// A call to the API. It does nothing until it is awaited, and dropping it cancels it.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T: 'static> {
    running: Running,
    decode: &'static dyn Decode<T>,
}

/// The part of a call that does not depend on what it returns: it is compiled once, and boxed once.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>>;

impl Request {
    /// Sends the request, and decodes the body.
    pub fn value<T: DeserializeOwned + 'static>(self) -> Call<T> {
        Call::new(self, &Json)
    }

    /// Sends the request, decodes the body, and keeps what surrounds it.
    pub fn response<T: DeserializeOwned + 'static>(self) -> Call<Response<T>> {
        Call::new(self, &JsonResponse)
    }

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

    /// Sends the request, and decodes the body unless the API answers 404.
    pub fn value_or_none<T: DeserializeOwned + 'static>(self) -> Call<Option<T>> {
        Call::new(self, &JsonOrMissing)
    }
}

impl<T> Call<T> {
    /// Sends a request and decodes the outcome.
    pub(crate) fn new(request: Request, decode: &'static dyn Decode<T>) -> Self {
        Self::of(Box::pin(execute(Box::new(request))), decode)
    }

    /// Decodes the outcome of something else.
    pub(crate) fn of(running: Running, decode: &'static dyn Decode<T>) -> Self {
        Self { running, decode }
    }

    /// What makes the result of the outcome.
    pub(crate) fn decoder(&self) -> &'static dyn Decode<T> {
        self.decode
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.decode;
        self.running
            .as_mut()
            .poll(cx)
            .map(|outcome| decode.decode(outcome))
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").finish_non_exhaustive()
    }
}

//! A call under way.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::decode::Decode;
use super::error::Error;
use super::reply::Reply;
use super::request::Request;

/// A call to the API. It does nothing until it is awaited, and dropping it cancels it.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T: 'static> {
    running: Running,
    decode: &'static dyn Decode<T>,
}

/// The part of a call that does not depend on what it returns: it is compiled once, and boxed once.
pub(super) type Running = Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>>;

impl<T> Call<T> {
    /// Sends a request and decodes the outcome.
    pub(super) fn new(request: Request, decode: &'static dyn Decode<T>) -> Self {
        Self::of(Box::pin(super::execute::execute(Box::new(request))), decode)
    }

    /// Decodes the outcome of something else.
    pub(super) fn of(running: Running, decode: &'static dyn Decode<T>) -> Self {
        Self { running, decode }
    }

    /// What makes the result of the outcome.
    pub(super) fn decoder(&self) -> &'static dyn Decode<T> {
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

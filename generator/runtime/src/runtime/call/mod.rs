//! Calls: futures that send a request and decode the response.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod builder;
pub mod by_status;
pub mod decode;
pub mod offline;
pub mod outcome;
pub mod pending;
pub mod raw_request;
pub mod redirect;
pub mod response;
pub mod returns;
pub mod set_if;
pub mod text;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::runtime::call::decode::Decode;
use crate::runtime::error::Error;
use crate::runtime::request::Request;
use crate::runtime::send::execute::execute;
use crate::runtime::send::reply::Reply;

/// Call to the API. It does nothing until it is awaited; dropping it cancels it.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T: 'static> {
    running: Running,
    decode: &'static dyn Decode<T>,
}

/// Part of a call that does not depend on its return type, so that it is compiled once for all methods.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<Reply, Error>> + Send>>;

/// Sends a request. This is not generic and not inlined: the future is compiled once in this crate, rather than in each
/// crate that makes a call.
#[inline(never)]
fn start(request: Request) -> Running {
    Box::pin(execute(Box::new(request)))
}

/// Returns the outcome of a call that fails before anything is sent.
pub(crate) fn failed(error: Error) -> Running {
    Box::pin(std::future::ready(Err(error)))
}

impl<T> Call<T> {
    /// Creates a call that sends `request` and decodes its outcome.
    pub(crate) fn new(request: Request, decode: &'static dyn Decode<T>) -> Self {
        Self::of(start(request), decode)
    }

    /// Creates a call that decodes the outcome of `running`.
    pub(crate) fn of(running: Running, decode: &'static dyn Decode<T>) -> Self {
        Self { running, decode }
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

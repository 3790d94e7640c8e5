//! Waiting: a request that is repeated until its value is in one of the states that the API description names.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod error;
pub mod polls;
pub mod shape;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::runtime::call::decode::{Decode, Json};
use crate::runtime::error::Error;
use crate::runtime::error::with_value::ErrorWithValue;
use crate::runtime::json::value::FromJson;
use crate::runtime::request::Request;
use crate::runtime::wait::polls::{Next, Polls};
use crate::runtime::wait::shape::WaitShape;

/// Function that is called with each value.
type Progress<T> = Box<dyn FnMut(&T) + Send>;

/// Wait for a value. It does nothing until it is awaited.
///
/// The request is sent at once and then repeated. The delay between two requests is random. Its upper bound is
/// [`every`](Self::every), and grows by half after each request, up to ten times `every`, but not beyond a minute.
/// `Retry-After` takes precedence. Each request is retried like a call of its own. Once there was a value, up to five
/// requests in a row may then still fail because of the connection, a timeout, or a status that is retried.
///
/// The timeouts of the request apply to each request; [`at_most`](Self::at_most) limits the whole wait. Dropping the
/// wait ends it.
#[must_use = "a wait does nothing until it is awaited"]
pub struct Wait<T: 'static> {
    polls: Polls,
    decode: &'static dyn Decode<T>,
    on_progress: Option<Progress<T>>,
}

/// Running wait. Dropping it ends it.
#[must_use = "a wait does nothing until it is awaited"]
pub struct Waiting<T: 'static> {
    wait: Wait<T>,
    last: Option<Box<T>>,
}

impl Request {
    /// Returns a wait for a value.
    pub fn wait<T: FromJson + 'static>(self, shape: &'static WaitShape) -> Wait<T> {
        Wait {
            polls: Polls::new(self, shape),
            decode: &Json,
            on_progress: None,
        }
    }
}

impl<T> Wait<T> {
    /// Sets the upper bound of the delay after the first request. The delays after it grow.
    pub fn every(mut self, every: Duration) -> Self {
        self.polls.every = every;
        self
    }

    /// Sets the maximum duration of the wait. The wait ends earlier if no other request can be sent in this time.
    pub fn at_most(mut self, most: Duration) -> Self {
        self.polls.most = most;
        self
    }

    /// Sets a function that is called with each value, including the last one. It must not block.
    pub fn on_progress(mut self, on_progress: impl FnMut(&T) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(on_progress));
        self
    }

    /// Starts the wait. Awaiting it does the same.
    pub fn send(self) -> Waiting<T> {
        Waiting {
            wait: self,
            last: None,
        }
    }
}

impl<T> IntoFuture for Wait<T> {
    type Output = Result<T, ErrorWithValue<T>>;
    type IntoFuture = Waiting<T>;

    fn into_future(self) -> Waiting<T> {
        self.send()
    }
}

impl<T> Waiting<T> {
    /// Ends the wait with an error.
    fn fail(&mut self, error: Error) -> Poll<Result<T, ErrorWithValue<T>>> {
        Poll::Ready(Err(ErrorWithValue::new(error, self.last.take())))
    }
}

impl<T> Future for Waiting<T> {
    type Output = Result<T, ErrorWithValue<T>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        loop {
            let reply = match ready!(this.wait.polls.poll_outcome(cx)) {
                Ok(reply) => reply,
                Err(error) => match this.wait.polls.tolerate(error) {
                    Ok(()) => continue,
                    Err(error) => return this.fail(error),
                },
            };
            let next = this.wait.polls.next(&reply);
            let value = match this.wait.decode.decode(Ok(reply)) {
                Ok(value) => value,
                Err(error) => return this.fail(error),
            };
            if let Some(on_progress) = &mut this.wait.on_progress {
                on_progress(&value);
            }
            match next {
                Next::Done => return Poll::Ready(Ok(value)),
                Next::Again => this.last = Some(Box::new(value)),
                Next::End(error) => {
                    this.last = Some(Box::new(value));
                    return this.fail(error);
                }
            }
        }
    }
}

/// Values are never pinned.
impl<T> Unpin for Waiting<T> {}

impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Waiting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting").finish_non_exhaustive()
    }
}

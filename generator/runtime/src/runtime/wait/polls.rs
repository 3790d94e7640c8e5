//! Requests of a wait, with the delays between them. Nothing here depends on the type of the value.
//!
//! The functions are `#[inline]`, so that they are compiled only in the programs that call them, which are few.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::runtime::call::Running;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::deadline;
use crate::runtime::send::execute::execute;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::retry_after::retry_after;
use crate::runtime::time::{self, Instant};
use crate::runtime::wait::shape::{WaitShape, WaitState};

/// Factor by which the delay grows after each request.
const GROWTH: f64 = 1.5;
/// The delay grows up to this many times the first one.
const MAX_GROWTH: u32 = 10;
/// The delay does not grow beyond this duration.
const MAX_DELAY: Duration = Duration::from_secs(60);
/// Maximum number of requests in a row that may fail in a transient way, once one has succeeded.
const MAX_FAILURES: u32 = 5;

/// Requests of a wait.
pub(crate) struct Polls {
    shape: &'static WaitShape,
    request: Request,
    pub(crate) every: Duration,
    pub(crate) most: Duration,
    /// End of the wait; `None` before the first request, and if the clock cannot represent it.
    end: Option<Instant>,
    /// Upper bound of the next delay.
    bound: Duration,
    running: Option<Running>,
    /// Number of requests in a row that failed; `None` until one has succeeded.
    failures: Option<u32>,
}

/// Next step of a wait, after a value was received.
pub(crate) enum Next {
    /// Return the value.
    Done,
    /// Wait for the next value, whose request is under way.
    Again,
    /// Return the error.
    End(Error),
}

impl Polls {
    #[inline]
    pub(crate) fn new(request: Request, shape: &'static WaitShape) -> Self {
        Self {
            shape,
            request,
            every: shape.every,
            most: shape.most,
            end: None,
            bound: Duration::ZERO,
            running: None,
            failures: None,
        }
    }

    /// Returns the outcome of the current request. The first one is sent at once.
    #[inline]
    pub(crate) fn poll_outcome(&mut self, cx: &mut Context<'_>) -> Poll<Result<Reply, Error>> {
        if self.running.is_none() {
            self.start()?;
        }
        let Some(running) = &mut self.running else {
            return Poll::Pending;
        };
        let outcome = ready!(running.as_mut().poll(cx));
        self.running = None;
        Poll::Ready(outcome)
    }

    /// Starts the deadline, and the first request.
    #[inline]
    fn start(&mut self) -> Result<(), Error> {
        let times = [("every", self.every), ("at_most", self.most)];
        if let Some((name, _)) = times.iter().find(|(_, time)| time.is_zero()) {
            let error = Error::request(format!("`{name}` must be greater than zero"));
            return Err(error.with_operation(self.request.operation()));
        }
        self.end = deadline(Some(self.most));
        self.bound = self.every;
        self.send(Duration::ZERO);
        Ok(())
    }

    /// Starts a request that is sent after a delay.
    #[inline]
    fn send(&mut self, delay: Duration) {
        let request = Box::new(self.request.clone());
        self.running = Some(after(delay, request, self.end));
    }

    /// Determines the next step after a successful response.
    #[inline]
    pub(crate) fn next(&mut self, reply: &Reply) -> Next {
        self.failures = Some(0);
        let body = reply.body.ready();
        let (kind, detail) = match self.shape.state(body) {
            WaitState::Done => return Next::Done,
            WaitState::Failed(reason) => {
                (ErrorKind::WaitFailed, format!("the wait failed: {reason}"))
            }
            WaitState::Pending if self.send_again(retry_after(&reply.headers)) => {
                return Next::Again;
            }
            WaitState::Pending => (ErrorKind::Timeout, self.expired()),
        };
        let error = Error::new(kind, detail)
            .with_operation(self.request.operation())
            .with_reply(reply.unusable(body.clone()))
            .with_attempts(reply.attempts.clone());
        Next::End(error)
    }

    /// Starts another request after one that failed in a transient way.
    ///
    /// # Errors
    /// Returns the error that ends the wait.
    #[inline]
    pub(crate) fn tolerate(&mut self, error: Error) -> Result<(), Error> {
        let has_ended = self.end.is_some_and(|end| end <= Instant::now());
        if has_ended && error.is_timeout() {
            let attempts = error.attempts().to_vec();
            return Err(Error::new(ErrorKind::Timeout, self.expired())
                .with_operation(self.request.operation())
                .with_attempts(attempts)
                .caused_by(error));
        }
        let failures = self.failures.filter(|failures| *failures < MAX_FAILURES);
        match failures {
            Some(failures) if self.is_transient(&error) && self.send_again(error.retry_after()) => {
                self.failures = Some(failures + 1);
                Ok(())
            }
            Some(_) | None => Err(error),
        }
    }

    /// Returns `true` if the next request may succeed although this one has failed.
    #[inline]
    fn is_transient(&self, error: &Error) -> bool {
        match error.kind() {
            ErrorKind::Connection | ErrorKind::Timeout => true,
            ErrorKind::Api => {
                let statuses = self.request.retry_statuses();
                error
                    .status()
                    .is_some_and(|status| statuses.contains(&status.as_u16()))
            }
            ErrorKind::Configuration
            | ErrorKind::Credentials
            | ErrorKind::Request
            | ErrorKind::Decode
            | ErrorKind::WaitFailed
            | ErrorKind::Upload
            | ErrorKind::File
            | ErrorKind::Webhook => false,
        }
    }

    /// Starts another request, if it can be sent before the end. Returns `false` otherwise.
    #[inline]
    fn send_again(&mut self, requested: Option<Duration>) -> bool {
        let left = self
            .end
            .map(|end| end.saturating_duration_since(Instant::now()));
        let Some(delay) = self.delay(requested, left) else {
            return false;
        };
        self.send(delay);
        let limit = self.every.saturating_mul(MAX_GROWTH).min(MAX_DELAY);
        let grown = Duration::try_from_secs_f64(self.bound.as_secs_f64() * GROWTH);
        self.bound = grown.unwrap_or(limit).min(limit).max(self.every);
        true
    }

    /// Returns the delay before the next request: the one that the server requests, else a random one between half of the
    /// bound and the bound, so that clients do not all ask at the same time. It is shortened if the time that is left only
    /// allows one more request; `None` if it allows none.
    #[inline]
    fn delay(&self, requested: Option<Duration>, left: Option<Duration>) -> Option<Duration> {
        let delay = requested.unwrap_or_else(|| self.bound.mul_f64(0.5 + fastrand::f64() / 2.0));
        match left {
            Some(left) if delay >= left => {
                let last = left.checked_sub(self.every).filter(|last| !last.is_zero());
                last.filter(|_| requested.is_none())
            }
            Some(_) | None => Some(delay),
        }
    }

    /// Returns the explanation of a wait that has taken too long.
    #[inline]
    fn expired(&self) -> String {
        format!("the wait did not end within {:?}", self.most)
    }
}

/// Sends a request after a delay. It ends at the end of the wait, or earlier if it has a total timeout.
#[inline]
fn after(delay: Duration, mut request: Box<Request>, end: Option<Instant>) -> Running {
    Box::pin(async move {
        if !delay.is_zero() {
            time::sleep(delay).await;
        }
        let own = deadline(request.total_timeout);
        request.deadline = own.into_iter().chain(end).min();
        execute(request).await
    })
}

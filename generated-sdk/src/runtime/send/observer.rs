//! Observation of calls: hooks, and the spans of the feature `tracing`.
//!
//! A `CallObserver` lives as long as its call. The reply passes it to the decoder, and it reports the end of the call
//! when it is dropped, so that failures of decoding and cancelled calls are reported too. Without hooks and without the
//! feature, it is a single null pointer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::runtime::time::Instant;
use http::{Method, StatusCode};

use crate::runtime::config::hooks::{AttemptFinished, CallFinished, Hooks, Retrying};
use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::send::attempt::AttemptOutcome;
#[cfg(feature = "tracing")]
use crate::runtime::send::spans::Spans;

/// Observer of one call.
#[derive(Default)]
pub(crate) struct CallObserver {
    pub(crate) hooked_call: Option<Box<HookedCall>>,
    #[cfg(feature = "tracing")]
    pub(crate) spans: Spans,
}

/// Data that is reported to the hooks when the call ends.
pub(crate) struct HookedCall {
    hooks: Arc<dyn Hooks>,
    operation: &'static str,
    method: Method,
    /// HTTP method of the upload after the call, once it has begun.
    pub(crate) upload_method: Option<Method>,
    started: Instant,
    attempts: usize,
    retries: usize,
    status: Option<StatusCode>,
    end: Option<Result<(), ErrorKind>>,
    undecodable: AtomicBool,
}

impl CallObserver {
    /// Creates the observer of a call that starts now.
    pub(crate) fn new(request: &Request) -> Self {
        let hooks = request.core.inner().hooks.as_ref();
        Self {
            hooked_call: hooks.map(|hooks| {
                Box::new(HookedCall {
                    hooks: Arc::clone(hooks),
                    operation: request.label(),
                    method: request.method().clone(),
                    upload_method: None,
                    started: Instant::now(),
                    attempts: 0,
                    retries: 0,
                    status: None,
                    end: None,
                    undecodable: AtomicBool::new(false),
                })
            }),
            #[cfg(feature = "tracing")]
            spans: Spans::new(request),
        }
    }

    /// Reports the end of an attempt, and whether the status of its response is one of success.
    pub(crate) fn attempted(
        &mut self,
        attempt: &Attempt,
        outcome: &AttemptOutcome,
        is_expected: bool,
    ) {
        let error = error_kind(outcome, is_expected);
        #[cfg(feature = "tracing")]
        self.spans.attempted(attempt.status, error);
        if let Some(hooked_call) = &mut self.hooked_call {
            hooked_call.attempts += 1;
            hooked_call.status = attempt.status;
            hooked_call.hooks.attempt_finished(&AttemptFinished {
                operation: hooked_call.operation,
                method: hooked_call.attempt_method(),
                number: hooked_call.attempts,
                status: attempt.status,
                error,
                duration: attempt.duration,
            });
        }
    }

    /// Reports that another attempt follows after `delay`.
    pub(crate) fn retrying(&mut self, outcome: &AttemptOutcome, delay: Duration) {
        let Some(error) = error_kind(outcome, false) else {
            return;
        };
        #[cfg(feature = "tracing")]
        self.spans.retrying(outcome.status(), error, delay);
        if let Some(hooked_call) = &mut self.hooked_call {
            hooked_call.retries += 1;
            hooked_call.hooks.retrying(&Retrying {
                operation: hooked_call.operation,
                method: hooked_call.attempt_method(),
                number: hooked_call.retries,
                status: outcome.status(),
                error,
                delay,
            });
        }
    }

    /// Records the outcome of the call before it is decoded.
    pub(crate) fn ended(&mut self, end: Result<(), ErrorKind>) {
        self.set_end(Some(end));
    }

    /// Stores the outcome of the call; `None` if it goes on. It is reported when the call is dropped.
    pub(crate) fn set_end(&mut self, end: Option<Result<(), ErrorKind>>) {
        #[cfg(feature = "tracing")]
        self.spans.set_end(end);
        if let Some(hooked_call) = &mut self.hooked_call {
            hooked_call.end = end;
        }
    }

    /// Records that the response could not be decoded.
    pub(crate) fn undecodable(&self) {
        #[cfg(feature = "tracing")]
        self.spans.undecodable();
        if let Some(hooked_call) = &self.hooked_call {
            hooked_call.undecodable.store(true, Ordering::Relaxed);
        }
    }
}

impl HookedCall {
    /// Returns the HTTP method of the current attempt.
    fn attempt_method(&self) -> &Method {
        self.upload_method.as_ref().unwrap_or(&self.method)
    }
}

impl Drop for HookedCall {
    fn drop(&mut self) {
        let undecodable = self.undecodable.load(Ordering::Relaxed);
        let error = self.end.and_then(Result::err);
        self.hooks.call_finished(&CallFinished {
            operation: self.operation,
            method: &self.method,
            attempts: self.attempts,
            status: self.status,
            error: error.or(undecodable.then_some(ErrorKind::Decode)),
            cancelled: self.end.is_none(),
            duration: self.started.elapsed(),
        });
    }
}

/// Returns the kind of error of an attempt; `None` if it succeeded.
fn error_kind(outcome: &AttemptOutcome, is_expected: bool) -> Option<ErrorKind> {
    match outcome {
        AttemptOutcome::Received(_) => (!is_expected).then_some(ErrorKind::Api),
        AttemptOutcome::Unreadable(..) => Some(ErrorKind::Decode),
        AttemptOutcome::Broken { error, .. } if error.is_timeout() => Some(ErrorKind::Timeout),
        AttemptOutcome::Broken { .. } => Some(ErrorKind::Connection),
        AttemptOutcome::TimedOut => Some(ErrorKind::Timeout),
        AttemptOutcome::Unsendable(_) => Some(ErrorKind::Request),
    }
}

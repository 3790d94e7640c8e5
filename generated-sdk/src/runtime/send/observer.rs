//! Those who watch a call: hooks, and the spans of the feature `tracing`.
//!
//! A `CallObserver` lives as long as its call. It goes with the reply to the decoder, and tells the end when it is dropped:
//! so decoding counts, and so does a call that is dropped half way. Without hooks and without the feature it is one null
//! pointer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{Method, StatusCode};
use tokio::time::Instant;

use crate::runtime::config::hooks::{AttemptFinished, CallFinished, Hooks, Retrying};
use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::send::attempt::AttemptOutcome;
#[cfg(feature = "tracing")]
use crate::runtime::send::spans::Spans;

/// The watch over one call.
#[derive(Default)]
pub(crate) struct CallObserver {
    hooked: Option<Box<HookedCall>>,
    #[cfg(feature = "tracing")]
    pub(crate) spans: Spans,
}

/// What the hooks are told in the end.
struct HookedCall {
    hooks: Arc<dyn Hooks>,
    operation: &'static str,
    method: Method,
    started: Instant,
    attempts: usize,
    status: Option<StatusCode>,
    end: Option<Result<(), ErrorKind>>,
    undecodable: AtomicBool,
}

impl CallObserver {
    /// A watch over a call that begins now.
    pub(crate) fn new(request: &Request) -> Self {
        let hooks = request.core.inner().hooks.as_ref();
        Self {
            hooked: hooks.map(|hooks| {
                Box::new(HookedCall {
                    hooks: Arc::clone(hooks),
                    operation: request.label(),
                    method: request.method().clone(),
                    started: Instant::now(),
                    attempts: 0,
                    status: None,
                    end: None,
                    undecodable: AtomicBool::new(false),
                })
            }),
            #[cfg(feature = "tracing")]
            spans: Spans::new(request),
        }
    }

    /// An attempt has ended.
    pub(crate) fn attempted(&mut self, attempt: &Attempt, outcome: &AttemptOutcome) {
        let error = error(outcome);
        #[cfg(feature = "tracing")]
        self.spans.attempted(attempt.status, error);
        if let Some(hooked) = &mut self.hooked {
            hooked.attempts += 1;
            hooked.status = attempt.status;
            hooked.hooks.attempt_finished(&AttemptFinished {
                operation: hooked.operation,
                method: &hooked.method,
                number: hooked.attempts,
                status: attempt.status,
                error,
                duration: attempt.duration,
            });
        }
    }

    /// The call goes on after a pause.
    pub(crate) fn retrying(&self, outcome: &AttemptOutcome, delay: Duration) {
        let Some(error) = error(outcome) else {
            return;
        };
        #[cfg(feature = "tracing")]
        self.spans.retrying(outcome.status(), error, delay);
        if let Some(hooked) = &self.hooked {
            hooked.hooks.retrying(&Retrying {
                operation: hooked.operation,
                method: &hooked.method,
                number: hooked.attempts,
                status: outcome.status(),
                error,
                delay,
            });
        }
    }

    /// The call has its outcome; only decoding is left.
    pub(crate) fn ended(&mut self, end: Result<(), ErrorKind>) {
        #[cfg(feature = "tracing")]
        self.spans.ended(end);
        if let Some(hooked) = &mut self.hooked {
            hooked.end = Some(end);
        }
    }

    /// Decoding has failed.
    pub(crate) fn undecodable(&self) {
        #[cfg(feature = "tracing")]
        self.spans.undecodable();
        if let Some(hooked) = &self.hooked {
            hooked.undecodable.store(true, Ordering::Relaxed);
        }
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

/// What went wrong with an attempt.
fn error(outcome: &AttemptOutcome) -> Option<ErrorKind> {
    match outcome {
        AttemptOutcome::Received(answer) => (!answer.status.is_success()).then_some(ErrorKind::Api),
        AttemptOutcome::TooLarge(_) => Some(ErrorKind::Decode),
        AttemptOutcome::Broken { error, .. } if error.is_timeout() => Some(ErrorKind::Timeout),
        AttemptOutcome::Broken { .. } => Some(ErrorKind::Connection),
        AttemptOutcome::TimedOut => Some(ErrorKind::Timeout),
    }
}

//! What metrics learn of calls.

use std::time::Duration;

use http::{Method, StatusCode};

use crate::runtime::error::kind::ErrorKind;

/// Is told of calls, attempts and retries: implement what is of use, and leave out the rest.
///
/// The methods run within the call, so they must be quick, and must not block. What they are told is fit for labels of
/// metrics: the names of methods, and no id or value.
pub trait Hooks: Send + Sync + 'static {
    /// An attempt has ended, well or not.
    fn attempt_finished(&self, attempt: &AttemptFinished<'_>) {
        let _ = attempt;
    }

    /// A call is going to be tried again, after a pause.
    fn retrying(&self, retry: &Retrying<'_>) {
        let _ = retry;
    }

    /// A call has ended: its result was decoded, it has failed, or it was dropped.
    fn call_finished(&self, call: &CallFinished<'_>) {
        let _ = call;
    }
}

/// An attempt that has ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AttemptFinished<'a> {
    /// The method of the SDK, such as `resource.method`; `custom` for an endpoint that has none.
    pub operation: &'a str,
    /// The HTTP method.
    pub method: &'a Method,
    /// Which attempt of the call it was; the first one is 1.
    pub number: usize,
    /// The status of the response, if there was one.
    pub status: Option<StatusCode>,
    /// What went wrong; absent after a success.
    pub error: Option<ErrorKind>,
    /// How long the attempt took, through the end of the body.
    pub duration: Duration,
}

/// A call that is going to be tried again.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Retrying<'a> {
    /// The method of the SDK, such as `resource.method`; `custom` for an endpoint that has none.
    pub operation: &'a str,
    /// The HTTP method.
    pub method: &'a Method,
    /// Which retry of the call it is; the first one is 1.
    pub number: usize,
    /// The status that is the reason, if there was a response.
    pub status: Option<StatusCode>,
    /// What went wrong.
    pub error: ErrorKind,
    /// The pause before the next attempt.
    pub delay: Duration,
}

/// A call that has ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallFinished<'a> {
    /// The method of the SDK, such as `resource.method`; `custom` for an endpoint that has none.
    pub operation: &'a str,
    /// The HTTP method.
    pub method: &'a Method,
    /// How many attempts were made.
    pub attempts: usize,
    /// The status of the last response, if there was one.
    pub status: Option<StatusCode>,
    /// What went wrong; absent after a success, and where the call was dropped.
    pub error: Option<ErrorKind>,
    /// Whether the call was dropped before it was done.
    pub cancelled: bool,
    /// How long the call took, with all attempts, pauses and decoding.
    pub duration: Duration,
}

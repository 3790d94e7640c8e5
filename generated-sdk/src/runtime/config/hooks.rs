//! Hooks that observe calls.

use std::time::Duration;

use http::{Method, StatusCode};

use crate::runtime::error::kind::ErrorKind;

/// Hooks that observe calls, attempts and retries, for example to record metrics. All methods are optional.
///
/// The methods run as part of the call, so they must be fast and must not block. Their arguments are suitable as labels
/// of metrics: they contain names of methods, but no ids or values.
///
/// An upload is a part of its call: its attempts follow those of the request, with the HTTP method of the upload.
pub trait Hooks: Send + Sync + 'static {
    /// Called when an attempt has succeeded or failed.
    fn attempt_finished(&self, attempt: &AttemptFinished<'_>) {
        let _ = attempt;
    }

    /// Called before the delay of a retry.
    fn retrying(&self, retry: &Retrying<'_>) {
        let _ = retry;
    }

    /// Called when a call has succeeded, failed or was dropped. Decoding is part of the call.
    fn call_finished(&self, call: &CallFinished<'_>) {
        let _ = call;
    }
}

/// Attempt that has ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AttemptFinished<'a> {
    /// Method of the SDK, such as `resource.method`; `custom` for a request to an endpoint without one.
    pub operation: &'a str,
    /// HTTP method.
    pub method: &'a Method,
    /// Number of the attempt within the call, from 1.
    pub number: usize,
    /// Status of the response, if there was one.
    pub status: Option<StatusCode>,
    /// Kind of the error; `None` after a success.
    pub error: Option<ErrorKind>,
    /// Duration of the attempt, including reading the body.
    pub duration: Duration,
}

/// Retry that is about to happen.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Retrying<'a> {
    /// Method of the SDK, such as `resource.method`; `custom` for a request to an endpoint without one.
    pub operation: &'a str,
    /// HTTP method.
    pub method: &'a Method,
    /// Number of the retry within the call, from 1.
    pub number: usize,
    /// Status that caused the retry, if there was a response.
    pub status: Option<StatusCode>,
    /// Kind of the error that caused the retry.
    pub error: ErrorKind,
    /// Delay before the next attempt.
    pub delay: Duration,
}

/// Call that has ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallFinished<'a> {
    /// Method of the SDK, such as `resource.method`; `custom` for a request to an endpoint without one.
    pub operation: &'a str,
    /// HTTP method.
    pub method: &'a Method,
    /// Number of attempts.
    pub attempts: usize,
    /// Status of the last response, if there was one.
    pub status: Option<StatusCode>,
    /// Kind of the error; `None` if the call succeeded or was dropped.
    pub error: Option<ErrorKind>,
    /// Whether the call was dropped before it ended.
    pub cancelled: bool,
    /// Duration of the call, including all attempts, delays and decoding.
    pub duration: Duration,
}

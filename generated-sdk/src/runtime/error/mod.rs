//! Error type of the SDK.

pub mod attempt;
pub mod display;
pub mod document;
pub mod kind;
pub mod predicates;
pub mod remedy;
pub mod reply;
#[cfg(feature = "__steps")]
pub mod with_value;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::text::retry_after::retry_after;

/// Any error that may be sent to another thread.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Error of a call, of the construction of a client, or of a webhook.
///
/// `Display` writes one line for a log, without the response body and without secrets. Use [`kind`](Self::kind) and the
/// predicates (`is_not_found`, `is_rate_limited`, …) to handle errors in code; the other methods return details.
pub struct Error(Box<ErrorInner>);

/// Content of an [`Error`], which is boxed to keep results small.
pub(crate) struct ErrorInner {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: Option<Cow<'static, str>>,
    pub(crate) detail: Cow<'static, str>,
    pub(crate) source: Option<Arc<dyn StdError + Send + Sync>>,
    pub(crate) reply: Option<ErrorReply>,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) is_retry_budget_exhausted: bool,
}

impl Error {
    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// Returns the human-readable message of the API, unchanged.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.reply.as_ref()?.message()
    }

    /// Returns the id that the API assigned to the request. Quote it in support requests.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.as_ref()?.request_id()
    }

    /// Returns the headers of the response, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// Returns the delay that the API requested before the next attempt (`Retry-After`), at most 60 seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?)
    }

    /// Returns the body of the response, unchanged, if there was one.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.reply.as_ref().map(|reply| &reply.body)
    }

    /// Returns all attempts, in order. Empty if nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// Returns the method that failed, such as `resource.method`; `None` if a client could not be built.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// Creates an error with the explanation that `Display` writes.
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(ErrorInner {
            kind,
            operation: None,
            detail: detail.into(),
            source: None,
            reply: None,
            attempts: Vec::new(),
            is_retry_budget_exhausted: false,
        }))
    }

    /// Creates an error of the kind [`ErrorKind::Configuration`].
    pub(crate) fn configuration(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, detail)
    }

    /// Creates an error of the kind [`ErrorKind::Request`].
    pub(crate) fn request(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Request, detail)
    }

    /// Sets the method that failed.
    pub(crate) fn with_operation(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Sets the source.
    pub(crate) fn caused_by(self, source: impl Into<BoxError>) -> Self {
        self.caused_by_shared(source.into().into())
    }

    /// Sets a source that several errors share.
    pub(crate) fn caused_by_shared(mut self, source: Arc<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }

    /// Sets the response that caused the error.
    pub(crate) fn with_reply(mut self, reply: ErrorReply) -> Self {
        self.0.reply = Some(reply);
        self
    }

    /// Sets the attempts of the call.
    pub(crate) fn with_attempts(mut self, attempts: Vec<Attempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Sets whether the call was not retried because the retry budget was used up.
    pub(crate) fn with_retry_budget_exhausted(mut self, exhausted: bool) -> Self {
        self.0.is_retry_budget_exhausted = exhausted;
        self
    }

    /// Returns the content, for the other files of this module.
    pub(crate) fn inner(&self) -> &ErrorInner {
        &self.0
    }

    /// Returns the value at a path of the JSON body; `None` if the body is not JSON, or the value is missing or `null`.
    ///
    /// A flaw in the body does not hide the rest: characters that do not exist are replaced, a number that is out of range
    /// counts as missing, of equal keys the last one counts, and of a body that ends too early all complete values remain.
    #[must_use]
    pub fn field(&self, path: &[&str]) -> Option<&Value> {
        self.inner().reply.as_ref()?.field(path)
    }

    /// Returns the JSON body of an error status as a value of a type, such as the model of the API's errors; `None` if the
    /// body is missing, incomplete, or is not such a value.
    #[must_use]
    pub fn body_as<T: DeserializeOwned>(&self) -> Option<T> {
        T::deserialize(self.field(&[])?).ok()
    }
}

//! The one error type of the SDK.

pub mod attempt;
pub mod display;
pub mod kind;
pub mod predicates;
pub mod remedy;
pub mod reply;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::text::retry_after::retry_after;

/// Any error that may be sent to another thread.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a call, or the construction of a client, failed.
///
/// `Display` gives one line for a log; it never contains a response body or a secret. [`kind`](Self::kind) and
/// the predicates (`is_not_found`, `is_rate_limited`, …) are for decisions, the other methods for details.
pub struct Error(Box<ErrorInner>);

/// What an [`Error`] points to.
pub(crate) struct ErrorInner {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: Option<Cow<'static, str>>,
    pub(crate) detail: Cow<'static, str>,
    pub(crate) source: Option<BoxError>,
    pub(crate) reply: Option<ErrorReply>,
    pub(crate) attempts: Vec<Attempt>,
}

impl Error {
    /// The kind of the failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// The human message that the API gave, word for word.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.reply.as_ref()?.message()
    }

    /// The id that the API gave to the request: quote it when you ask for help.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.as_ref()?.request_id()
    }

    /// The headers of the response, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// How long the API asked to wait before the next try (`Retry-After`), at most 60 seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(self.headers()?)
    }

    /// The body of the response as it came, if there was one.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.reply.as_ref().map(|reply| &reply.body)
    }

    /// Every attempt that was made, in order. Empty if nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// The method that failed, such as `resource.method`; absent where a client could not be built.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// An error of a kind, with the words that explain it.
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(ErrorInner {
            kind,
            operation: None,
            detail: detail.into(),
            source: None,
            reply: None,
            attempts: Vec::new(),
        }))
    }

    /// An error of the client's configuration.
    pub(crate) fn configuration(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, detail)
    }

    /// An error of a request that was not sent.
    pub(crate) fn request(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Request, detail)
    }

    /// Says which method failed.
    pub(crate) fn of_operation(mut self, operation: Cow<'static, str>) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Keeps the cause.
    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Keeps what the server answered.
    pub(crate) fn with_reply(mut self, reply: ErrorReply) -> Self {
        self.0.reply = Some(reply);
        self
    }

    /// Keeps what was tried.
    pub(crate) fn after(mut self, attempts: Vec<Attempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The content, for the files that show it.
    pub(crate) fn inner(&self) -> &ErrorInner {
        &self.0
    }

    /// What stands at a path of the error's JSON body; absent if the body is no JSON, or has `null` there.
    #[must_use]
    pub fn field(&self, path: &[&str]) -> Option<&Value> {
        self.inner().reply.as_ref()?.field(path)
    }
}

//! The part of an error that the server sent.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::runtime::text::headers::text_of;

/// A larger error body is kept, but not parsed: parsed JSON takes many times its size in memory.
const MAX_PARSED_BYTES: usize = 1024 * 1024;

/// A response that made a call fail.
pub(crate) struct ErrorReply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    json: Option<Value>,
    /// Path of the message in the body.
    message: &'static [&'static str],
    /// Message without the secrets that it repeats; absent if it repeats none.
    redacted: Option<String>,
    /// Name of the header with the id of the request.
    request_id: &'static str,
}

impl ErrorReply {
    /// Creates the reply of an error status, whose body may be JSON in the API's shape, or anything else. The message
    /// stands at the path `message` of the body.
    pub(crate) fn new(
        message: &'static [&'static str],
        request_id: &'static str,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        let small = (body.len() <= MAX_PARSED_BYTES).then_some(&*body);
        let text = small.and_then(|body| std::str::from_utf8(body).ok());
        let json = text.and_then(|text| serde_json::from_str(text).ok());
        Self {
            json,
            message,
            ..Self::of_success(request_id, status, headers, body)
        }
    }

    /// Creates the reply of a success whose body could not be used. It is not searched for a message.
    pub(crate) fn of_success(
        request_id: &'static str,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            status,
            headers,
            body,
            json: None,
            message: &[],
            redacted: None,
            request_id,
        }
    }

    /// Sets the message as it may be shown, if `redact` finds secrets in it.
    pub(crate) fn redact(mut self, redact: impl FnOnce(&str) -> Option<String>) -> Self {
        self.redacted = self.message().and_then(redact);
        self
    }

    /// Returns the API's message, unless it is blank.
    pub(crate) fn message(&self) -> Option<&str> {
        let message = self.field(self.message)?.as_str()?;
        (!message.trim().is_empty()).then_some(message)
    }

    /// Returns the message as it may be shown.
    pub(crate) fn shown_message(&self) -> Option<&str> {
        self.redacted.as_deref().or_else(|| self.message())
    }

    /// Returns the id of the request, unless it is not text.
    pub(crate) fn request_id(&self) -> Option<&str> {
        text_of(&self.headers, self.request_id)
    }

    /// Returns the value at a path of the body; `null` counts as absent.
    pub(crate) fn field(&self, path: &[&str]) -> Option<&Value> {
        path.iter()
            .try_fold(self.json.as_ref()?, |value, key| value.get(key))
            .filter(|value| !value.is_null())
    }
}

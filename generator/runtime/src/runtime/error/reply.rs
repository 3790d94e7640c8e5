//! Responses that caused an error.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::runtime::error::document::{ErrorDocument, first};
use crate::runtime::text::headers::header_text;

/// Response that caused an error.
pub(crate) struct ErrorReply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    document: Option<ErrorDocument>,
    /// Path of the API's message in the body.
    message_path: &'static [&'static str],
    /// Message with its secrets redacted; `None` if it contains no secrets.
    redacted_message: Option<String>,
    /// Name of the header that contains the request id.
    request_id_header: &'static str,
}

impl ErrorReply {
    /// Creates the reply for an error status. The message of the API is at `message_path` of its document, which is `None`
    /// if the body is not JSON.
    pub(crate) fn new(
        document: Option<ErrorDocument>,
        message_path: &'static [&'static str],
        request_id_header: &'static str,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            document,
            message_path,
            ..Self::of_success(request_id_header, status, headers, body)
        }
    }

    /// Creates the reply for a successful status whose body could not be decoded. It has no message of the API.
    pub(crate) fn of_success(
        request_id_header: &'static str,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            status,
            headers,
            body,
            document: None,
            message_path: &[],
            redacted_message: None,
            request_id_header,
        }
    }

    /// Redacts the message for display. `redact` returns `None` if the message contains no secrets.
    pub(crate) fn redact(mut self, redact: impl FnOnce(&str) -> Option<String>) -> Self {
        self.redacted_message = self.message().and_then(redact);
        self
    }

    /// Returns the unchanged message of the API, unless it is blank.
    pub(crate) fn message(&self) -> Option<&str> {
        let message = first(self.field(self.message_path)?).as_str()?;
        (!message.trim().is_empty()).then_some(message)
    }

    /// Returns the message with secrets redacted.
    pub(crate) fn shown_message(&self) -> Option<&str> {
        self.redacted_message.as_deref().or_else(|| self.message())
    }

    /// Returns the request id, if the header is present and visible ASCII.
    pub(crate) fn request_id(&self) -> Option<&str> {
        header_text(&self.headers, self.request_id_header)
    }

    /// Returns the value at a path of the JSON body; `null` counts as missing.
    pub(crate) fn field(&self, path: &[&str]) -> Option<&Value> {
        self.document.as_ref()?.get(path)
    }
}

//! The part of an error that the server sent.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::api::Api;
use super::request::Request;

/// A larger error body is kept, but not looked into: parsed JSON takes many times its size in memory.
const MAX_PARSED_BYTES: usize = 1024 * 1024;

/// A response that made a call fail.
pub(super) struct ErrorReply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    json: Option<Value>,
    /// The message without the secrets that it repeats; absent if it repeats none.
    redacted: Option<String>,
    api: &'static Api,
}

impl ErrorReply {
    /// An error response, whose body may be JSON in the API's shape, or anything else.
    pub(super) fn new(
        request: &Request,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        let small = (body.len() <= MAX_PARSED_BYTES).then_some(&*body);
        let text = small.and_then(|body| std::str::from_utf8(body).ok());
        let json = text.and_then(|text| serde_json::from_str(text).ok());
        let mut reply = Self {
            status,
            headers,
            body,
            json,
            redacted: None,
            api: request.core.parts().api,
        };
        reply.redacted = reply
            .message()
            .and_then(|message| request.redacted(message));
        reply
    }

    /// A success whose body could not be used. It is not searched for a message.
    pub(super) fn of_success(
        api: &'static Api,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            status,
            headers,
            body,
            json: None,
            redacted: None,
            api,
        }
    }

    /// The API's message, unless it is blank.
    pub(super) fn message(&self) -> Option<&str> {
        let message = self.field(self.api.error_message)?.as_str()?;
        (!message.trim().is_empty()).then_some(message)
    }

    /// The message as it may be shown.
    pub(super) fn shown_message(&self) -> Option<&str> {
        self.redacted.as_deref().or_else(|| self.message())
    }

    /// The id of the request, unless it is not text.
    pub(super) fn request_id(&self) -> Option<&str> {
        super::response::request_id(self.api, &self.headers)
    }

    /// What stands at a path of the body; `null` counts as absent.
    pub(super) fn field(&self, path: &[&str]) -> Option<&Value> {
        path.iter()
            .try_fold(self.json.as_ref()?, |value, key| value.get(key))
            .filter(|value| !value.is_null())
    }
}

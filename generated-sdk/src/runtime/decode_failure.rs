//! Why a body could not be decoded, without repeating what stands in it.

use std::error::Error as StdError;
use std::fmt;

use http::header::CONTENT_TYPE;
use serde_json::error::Category;

use super::error::Error;
use super::error_kind::ErrorKind;
use super::error_reply::ErrorReply;
use super::reply::Reply;
use super::text::one_line;

/// The reason, and where in the document it lies.
#[derive(Debug)]
pub struct DecodeFailure {
    reason: String,
    path: Option<String>,
}

impl DecodeFailure {
    /// A failure of the text as a whole.
    pub(super) fn of(reason: String) -> Self {
        Self { reason, path: None }
    }

    /// A failure inside the document that a text is.
    pub(super) fn new(what: &str, error: &serde_json::Error, path: &str) -> Self {
        let reason = match error.classify() {
            Category::Eof => "the JSON ends too early".to_owned(),
            Category::Syntax | Category::Io => format!("{what} is not JSON"),
            Category::Data => data_reason(&error.to_string()),
        };
        let reason = format!(
            "{reason} (line {}, column {})",
            error.line(),
            error.column()
        );
        let path = Some(one_line(path)).filter(|path| !path.is_empty());
        Self { reason, path }
    }
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "at `{path}`: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl StdError for DecodeFailure {}

/// The error of a success that could not be decoded.
pub(super) fn failed(reply: &Reply, failure: DecodeFailure) -> Error {
    reply.watch.undecodable();
    let status = reply.status.as_u16();
    let content_type = reply
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let detail = match content_type {
        Some(kind) if !kind.to_ascii_lowercase().contains("json") => {
            format!(
                "cannot decode the {status} response of type {}: {failure}",
                one_line(kind)
            )
        }
        Some(_) | None => format!("cannot decode the {status} response: {failure}"),
    };
    let api = reply.request.core.parts().api;
    Error::new(ErrorKind::Decode, detail)
        .of_operation(reply.request.operation())
        .caused_by(failure)
        .with_reply(ErrorReply::of_success(
            api,
            reply.status,
            reply.headers.clone(),
            reply.body.ready().clone(),
        ))
        .after(reply.attempts.clone())
}

/// The words of serde without the value that they quote: that one may be a secret.
fn data_reason(message: &str) -> String {
    let message = without_place(message);
    let wanted = message.rfind(", expected ").map(|at| &message[at + 2..]);
    for prefix in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some(found) = message.strip_prefix(prefix) {
            let kind: String = found
                .chars()
                .take_while(|c| c.is_ascii_alphabetic() || *c == ' ')
                .collect();
            let kind = kind.trim();
            return match wanted {
                Some(wanted) if kind.is_empty() => one_line(wanted),
                Some(wanted) => one_line(&format!("found {kind}, {wanted}")),
                None => "a value does not fit".to_owned(),
            };
        }
    }
    if message.starts_with("missing field ") {
        one_line(message)
    } else {
        "a value does not fit".to_owned()
    }
}

/// A message of `serde_json` without the line and the column, which it has at its end.
pub(super) fn without_place(message: &str) -> &str {
    let place = message.rsplit_once(" at line ");
    place.map_or(message, |(message, _)| message)
}

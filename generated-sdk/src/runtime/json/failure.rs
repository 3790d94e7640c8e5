//! Failures of decoding. They do not contain the data.

use std::error::Error as StdError;
use std::fmt;

use serde_json::error::Category;

use crate::runtime::json::path::Failure;
use crate::runtime::json::position::path_at;
use crate::runtime::text::one_line::one_line;

/// Reason why a body could not be decoded, and the path of the value.
#[derive(Debug)]
pub struct DecodeFailure {
    reason: String,
    path: Option<String>,
}

impl DecodeFailure {
    /// Creates a failure of the whole document.
    pub(crate) fn of(reason: String) -> Self {
        Self { reason, path: None }
    }

    /// Creates a failure of a value in a document.
    pub(crate) fn new(what: &str, error: &serde_json::Error, failure: Failure) -> Self {
        let reason = failure.reason.unwrap_or_else(|| match error.classify() {
            Category::Eof => "the JSON ends too early".to_owned(),
            Category::Syntax | Category::Io => format!("{what} is not JSON"),
            Category::Data => data_reason(&error.to_string()),
        });
        let (line, column) = (error.line(), error.column());
        let reason = match line {
            0 => reason,
            _ => format!("{reason} (line {line}, column {column})"),
        };
        let path = failure.path.map(|path| one_line(&path));
        let path = path.filter(|path| !path.is_empty());
        Self { reason, path }
    }

    /// Creates a failure of a type that is not the SDK's. Its path is that of the position in the error.
    pub(crate) fn in_text(what: &str, error: &serde_json::Error, text: &str) -> Self {
        let path = Some(path_at(text, error.line(), error.column()));
        Self::new(what, error, Failure { path, reason: None })
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

/// Returns the message of serde without the value in it, which may be a secret.
fn data_reason(message: &str) -> String {
    let message = without_place(message);
    let wanted = message.rfind(", expected ").map(|at| &message[at + 2..]);
    for prefix in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some(found) = message.strip_prefix(prefix) {
            let kind: String = found
                .chars()
                .take_while(|c| c.is_ascii_alphabetic() || *c == ' ')
                .collect();
            let kind = match kind.trim() {
                "map" => "object",
                "sequence" => "array",
                "floating point" => "floating point number",
                kind => kind,
            };
            return match wanted {
                Some(wanted) if kind.is_empty() => one_line(wanted),
                Some(wanted) => one_line(&format!("found {kind}, {wanted}")),
                None => "a value does not fit".to_owned(),
            };
        }
    }
    if message.starts_with("missing field ") || message.starts_with("duplicate field ") {
        one_line(message)
    } else {
        "a value does not fit".to_owned()
    }
}

/// Returns the reason of an error in valid JSON.
pub(crate) fn part_reason(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Data => data_reason(&error.to_string()),
        Category::Eof | Category::Syntax | Category::Io => "a value does not fit".to_owned(),
    }
}

/// Returns a message of `serde_json` without the line and column at its end.
fn without_place(message: &str) -> &str {
    let place = message.rsplit_once(" at line ");
    place.map_or(message, |(message, _)| message)
}

//! Failures of decoding. They do not contain the data.

use std::error::Error as StdError;
use std::fmt;

use serde_json::error::Category;

use crate::runtime::json::flaw::{DEEPEST, Flaw};
use crate::runtime::json::path::{Failure, Style};
use crate::runtime::json::position::{line_and_column, path_at, position_of};
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

    /// Creates a failure of a value in a text. `what` is a noun for the text.
    pub(crate) fn new(what: &str, failure: &Failure, text: &str) -> Self {
        let reason = match &failure.flaw {
            Flaw::Incomplete => "the JSON ends too early".to_owned(),
            Flaw::Malformed => format!("{what} is not JSON"),
            Flaw::TooDeep => too_deep(),
            Flaw::Invalid(reason) => one_line(reason),
        };
        let (line, column) = line_and_column(text, failure.position);
        Self::at(&failure.path, &reason, line, column)
    }

    /// Creates a failure of a type that is not the SDK's. Its path is that of the position in the error.
    #[inline]
    pub(crate) fn in_text(what: &str, error: &serde_json::Error, text: &str) -> Self {
        let (line, column) = (error.line(), error.column());
        let reason = match error.classify() {
            Category::Eof => "the JSON ends too early".to_owned(),
            Category::Syntax | Category::Io => syntax_reason(what, &error.to_string()),
            Category::Data => data_reason(&error.to_string()),
        };
        // The position of a syntax error is that of a wrong byte, which may be a bracket.
        let end = position_of(text, line, column);
        let position = end - usize::from(error.is_syntax() && end > 0);
        Self::at(
            &path_at(text, position, Style::Exact),
            &reason,
            line,
            column,
        )
    }

    fn at(path: &str, reason: &str, line: usize, column: usize) -> Self {
        Self {
            reason: format!("{reason} (line {line}, column {column})"),
            path: Some(one_line(path)).filter(|path| !path.is_empty()),
        }
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
#[inline]
fn data_reason(message: &str) -> String {
    let message = without_place(message);
    let wanted = message.rfind(", expected ").map(|at| &message[at + 2..]);
    // The name of a struct and the number of its fields say nothing about the document.
    let is_struct = wanted.is_some_and(|wanted| wanted.starts_with("expected struct "));
    let wanted = if is_struct {
        Some("expected an object")
    } else {
        wanted
    };
    for prefix in ["invalid type: ", "invalid value: ", "invalid length "] {
        if let Some(found) = message.strip_prefix(prefix) {
            let end = found.find(|c: char| !c.is_ascii_alphabetic() && c != ' ');
            let kind = match found[..end.unwrap_or(found.len())].trim() {
                "map" => "object",
                "sequence" => "array",
                // Only an array is read as a struct of another length.
                "" if is_struct => "array",
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

/// Returns the reason for a text that `serde_json` does not read.
#[inline]
fn syntax_reason(what: &str, message: &str) -> String {
    match without_place(message) {
        "recursion limit exceeded" => too_deep(),
        "number out of range" => "found number out of range".to_owned(),
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            "found a string with half of a surrogate pair".to_owned()
        }
        _ => format!("{what} is not JSON"),
    }
}

fn too_deep() -> String {
    format!("found a value that is nested too deeply, expected at most {DEEPEST} levels")
}

/// Returns a message of `serde_json` without the line and column at its end.
#[inline]
fn without_place(message: &str) -> &str {
    let place = message.rfind(" at line ");
    place.map_or(message, |at| &message[..at])
}

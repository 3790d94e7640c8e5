//! Decoding of JSON documents.

use serde::de::DeserializeOwned;

use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::{Failure, Findings, JsonPath, Notes};
use crate::runtime::json::scanner::Scanner;
use crate::runtime::json::value::{Failed, JsonValue};

/// Function that reads a value.
pub(crate) type Read<'a> = &'a mut dyn FnMut(JsonValue<'_>) -> Result<(), Failed>;

/// Decodes bytes, which must be a JSON document other than `null`, with a function. Returns the unknown fields and
/// values, if they are recorded. A failure names the decoded part.
pub(crate) fn parse(
    bytes: &[u8],
    what: &str,
    notes: Notes,
    read: Read<'_>,
) -> Result<Findings, DecodeFailure> {
    let text = text(bytes, what)?;
    read_text(text, notes, read).map_err(|failure| DecodeFailure::new(what, &failure, text))
}

/// Decodes bytes as [`parse`] does, into a type that is not the SDK's.
pub(crate) fn parse_foreign<T: DeserializeOwned>(
    bytes: &[u8],
    what: &str,
) -> Result<T, DecodeFailure> {
    let text = text(bytes, what)?;
    serde_json::from_str(text).map_err(|error| DecodeFailure::in_text(what, &error, text))
}

/// Decodes a text with a function.
pub(crate) fn read_text(text: &str, notes: Notes, read: Read<'_>) -> Result<Findings, Failure> {
    let scanner = Scanner::new(text);
    let path = JsonPath::Document(&notes);
    if read(JsonValue::new(&scanner, &path)).is_ok() {
        let document = JsonValue::new(&scanner, &path);
        // A failure is recorded in the notes.
        let _ = document.checked(scanner.end());
    }
    match notes.into_parts() {
        (None, findings) => Ok(findings),
        (Some(failure), _) => Err(failure),
    }
}

/// Returns bytes as text, without a byte order mark. Whether they are UTF-8 is checked once, here.
fn text<'a>(bytes: &'a [u8], what: &str) -> Result<&'a str, DecodeFailure> {
    let problem = match std::str::from_utf8(bytes) {
        Err(_) => "not UTF-8",
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            match text.trim_ascii() {
                "" => "empty",
                "null" => "`null`",
                _ => return Ok(text),
            }
        }
    };
    Err(DecodeFailure::of(format!("{what} is {problem}")))
}

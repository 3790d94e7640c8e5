//! Decoding of JSON documents.

use serde::de::{DeserializeOwned, Error};

use crate::runtime::json::failure::{DecodeFailure, part_reason};
use crate::runtime::json::path::{Findings, JsonPath, Notes};
use crate::runtime::json::source::Serde;
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
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut source = Serde::new(&mut deserializer);
    let outcome = read(JsonValue::new(&mut source, &JsonPath::Document(&notes)));
    let error = source.error;
    let outcome = match outcome {
        Ok(()) => deserializer.end(),
        Err(Failed) => Err(error.unwrap_or_else(|| serde_json::Error::custom(""))),
    };
    let (failure, findings) = notes.into_parts();
    match outcome {
        Ok(()) => Ok(findings),
        Err(error) => Err(DecodeFailure::new(what, &error, failure)),
    }
}

/// Decodes bytes as [`parse`] does, into a type that is not the SDK's.
pub(crate) fn parse_foreign<T: DeserializeOwned>(
    bytes: &[u8],
    what: &str,
) -> Result<T, DecodeFailure> {
    let text = text(bytes, what)?;
    serde_json::from_str(text).map_err(|error| DecodeFailure::in_text(what, &error, text))
}

/// Decodes a part of a document that was kept as text.
pub(crate) fn parse_part(json: &str, path: &JsonPath<'_>, read: Read<'_>) -> Result<(), Failed> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let mut source = Serde::new(&mut deserializer);
    read(JsonValue::new(&mut source, path)).inspect_err(|_| {
        if let Some(error) = &source.error {
            path.failed_with(part_reason(error));
        }
    })
}

/// Returns bytes as text. Whether they are UTF-8 is checked once, here.
fn text<'a>(bytes: &'a [u8], what: &str) -> Result<&'a str, DecodeFailure> {
    let problem = match std::str::from_utf8(bytes) {
        Err(_) => "not UTF-8",
        Ok(text) => match text.trim_ascii() {
            "" => "empty",
            "null" => "`null`",
            _ => return Ok(text),
        },
    };
    Err(DecodeFailure::of(format!("{what} is {problem}")))
}

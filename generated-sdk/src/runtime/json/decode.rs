//! Decoding of JSON documents.

use serde::de::DeserializeOwned;

use crate::runtime::json::document::{Read, read_text};
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::foreign::parse_text;
use crate::runtime::json::path::{Findings, Notes};

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
) -> Result<(T, Findings), DecodeFailure> {
    parse_text(text(bytes, what)?, what)
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

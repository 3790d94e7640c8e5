//! Decoding of JSON documents.

use std::rc::Rc;

use serde::de::DeserializeSeed;

use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::observe::Observed;
use crate::runtime::json::path::{DocumentPath, Findings, under};

/// Decodes bytes, which must be a JSON document other than `null`, with a seed. The seed is made anew for a second
/// pass, if the first one fails. A failure says what the bytes are.
pub(crate) fn parse<'a, S>(
    bytes: &'a [u8],
    what: &str,
    seed: impl Fn() -> S,
) -> Result<S::Value, DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let text = text(bytes, what)?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed().deserialize(&mut deserializer);
    if let Ok(value) = value.and_then(|value| deserializer.end().map(|()| value)) {
        return Ok(value);
    }
    // Only now is it worth to decode once more, and more slowly, to learn where it went wrong.
    observed(text, what, seed).map(|(value, _)| value)
}

/// Decodes bytes as [`parse`] does, and returns what is unknown in them, with its paths.
pub(crate) fn parse_observed<'a, S>(
    bytes: &'a [u8],
    what: &str,
    seed: impl Fn() -> S,
) -> Result<(S::Value, Findings), DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let (value, track) = observed(text(bytes, what)?, what, seed)?;
    Ok((value, track.findings()))
}

/// Decodes a text under a track, to learn where it goes wrong, or what is unknown.
fn observed<'a, S>(
    text: &'a str,
    what: &str,
    seed: impl Fn() -> S,
) -> Result<(S::Value, Rc<DocumentPath>), DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let track = Rc::new(DocumentPath::default());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = under(&track, || {
        seed().deserialize(Observed::new(&mut deserializer, &track))
    });
    match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok((value, track)),
        Err(error) => Err(DecodeFailure::new(what, &error, &track.failed_at())),
    }
}

/// The text that bytes are, checked once.
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

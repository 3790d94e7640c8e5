//! From the outcome of a call to what it returns.

use std::marker::PhantomData;
use std::rc::Rc;

use bytes::Bytes;
use serde::de::{DeserializeOwned, DeserializeSeed};

use super::decode_failure::{DecodeFailure, failed};
use super::error::Error;
use super::reply::Reply;
use super::request::Request;
use super::response::Response;
use super::track::{Track, under};
use super::tracked::Tracked;
use super::unknown::Unknown;

/// Makes a call's result of its outcome.
///
/// A call keeps its decoder by reference, so that a decoder may be data, as the shape of a page is.
pub trait Decode<T>: Sync {
    /// Decodes a success, or passes the failure on.
    ///
    /// # Errors
    /// The failure of the call, or one of decoding.
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<T, Error>;
}

/// The body as a JSON document.
pub struct Json;

impl<T: DeserializeOwned> Decode<T> for Json {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<T, Error> {
        json(&outcome?)
    }
}

/// The body as it came.
pub struct Raw;

impl Decode<Response<Bytes>> for Raw {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<Bytes>, Error> {
        let reply = outcome?;
        let body = reply.body.ready().clone();
        Ok(reply.with_data(body))
    }
}

/// Decodes the body, which must be a JSON document other than `null`.
pub(super) fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, Error> {
    document(reply, &[], || PhantomData::<T>)
}

/// Decodes the body with a seed.
///
/// What is unknown is reported below a path only: around the items of a page stands what no model describes.
pub(super) fn document<'a, S>(
    reply: &'a Reply,
    described: &[&str],
    seed: impl Fn() -> S,
) -> Result<S::Value, Error>
where
    S: DeserializeSeed<'a>,
{
    let body = reply.body.ready();
    watched(&reply.request, body, "the body", described, seed)
        .map_err(|failure| failed(reply, failure))
}

/// Decodes what a request was answered with, and reports what is unknown to whom wants to hear of it.
pub(super) fn watched<'a, S>(
    request: &Request,
    bytes: &'a [u8],
    what: &str,
    described: &[&str],
    seed: impl Fn() -> S,
) -> Result<S::Value, DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let Some(on_unknown) = &request.core.parts().on_unknown else {
        return parse(bytes, what, seed);
    };
    let (value, track) = tracked(text(bytes, what)?, what, seed)?;
    let described = described.join(".");
    for (kind, path) in track.findings() {
        if path.starts_with(&described) {
            on_unknown(&Unknown {
                operation: request.label(),
                kind,
                path: &path,
            });
        }
    }
    Ok(value)
}

/// Decodes bytes, which must be a JSON document other than `null`, with a seed. The seed is made anew for a second
/// pass, if the first one fails. A failure says what the bytes are.
pub(super) fn parse<'a, S>(
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
    tracked(text, what, seed).map(|(value, _)| value)
}

/// Decodes a text under a track, to learn where it goes wrong, or what is unknown.
fn tracked<'a, S>(
    text: &'a str,
    what: &str,
    seed: impl Fn() -> S,
) -> Result<(S::Value, Rc<Track>), DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let track = Rc::new(Track::default());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = under(&track, || {
        seed().deserialize(Tracked::new(&mut deserializer, &track))
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

//! From the outcome of a call to what it returns.

use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_path_to_error::Track;

use super::decode_failure::{DecodeFailure, failed};
use super::error::Error;
use super::reply::Reply;
use super::response::Response;

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
    document(reply, || PhantomData::<T>)
}

/// Decodes the body with a seed.
pub(super) fn document<'a, S>(reply: &'a Reply, seed: impl Fn() -> S) -> Result<S::Value, Error>
where
    S: DeserializeSeed<'a>,
{
    parse(reply.body.ready(), "the body", seed).map_err(|failure| failed(reply, failure))
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
    let error = match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    // Only now is it worth to decode once more, and more slowly, to learn where it went wrong.
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut track = Track::new();
    let again = seed().deserialize(serde_path_to_error::Deserializer::new(
        &mut deserializer,
        &mut track,
    ));
    let path = again.is_err().then(|| track.path());
    Err(DecodeFailure::new(what, &error, path.as_ref()))
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

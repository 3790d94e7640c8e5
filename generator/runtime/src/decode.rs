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
        let mut reply = outcome?;
        let body = std::mem::take(&mut reply.body);
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
    parse(&reply.body, seed).map_err(|failure| failed(reply, failure))
}

/// Decodes bytes with a seed. The seed is made anew for a second pass, if the first one fails.
pub(super) fn parse<'a, S>(body: &'a [u8], seed: impl Fn() -> S) -> Result<S::Value, DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let text = text(body)?;
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
    Err(DecodeFailure::new(&error, path.as_ref()))
}

/// The text of the body, checked once.
fn text(body: &[u8]) -> Result<&str, DecodeFailure> {
    let text = std::str::from_utf8(body).map_err(|_| DecodeFailure::of("the body is not UTF-8"))?;
    match text.trim_ascii() {
        "" => Err(DecodeFailure::of("the body is empty")),
        "null" => Err(DecodeFailure::of("the body is `null`")),
        _ => Ok(text),
    }
}

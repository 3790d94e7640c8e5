//! From the outcome of a call to what it returns.

use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::{DeserializeOwned, DeserializeSeed};

use super::decode_failure::{DecodeFailure, failed};
use super::error::Error;
use super::reply::Reply;
use super::response::Response;
use super::track::Track;
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
        let mut reply = outcome?;
        let body = std::mem::take(&mut reply.body);
        Ok(reply.with_data(body))
    }
}

/// Decodes the body, which must be a JSON document other than `null`.
pub(super) fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, Error> {
    document(reply, "", || PhantomData::<T>)
}

/// Decodes the body with a seed. The seed is made anew for a second pass, if the first one fails.
///
/// What is unknown is reported below a path only: around the items of a page stands what no model describes.
pub(super) fn document<'a, S>(
    reply: &'a Reply,
    described: &str,
    seed: impl Fn() -> S,
) -> Result<S::Value, Error>
where
    S: DeserializeSeed<'a>,
{
    let text = text(reply)?;
    if reply.request.core.parts().on_unknown.is_none() {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = seed().deserialize(&mut deserializer);
        if let Ok(value) = value.and_then(|value| deserializer.end().map(|()| value)) {
            return Ok(value);
        }
    }
    // Only now is it worth to decode more slowly: to learn where it went wrong, or what is unknown.
    let track = Track::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed().deserialize(Tracked::new(&mut deserializer, &track));
    match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => {
            report(reply, described, track);
            Ok(value)
        }
        Err(error) => Err(failed(
            reply,
            DecodeFailure::new(&error, &track.failed_at()),
        )),
    }
}

/// Tells what was found in a document.
fn report(reply: &Reply, described: &str, track: Track) {
    let Some(on_unknown) = &reply.request.core.parts().on_unknown else {
        return;
    };
    for (kind, path) in track.into_findings() {
        if path.starts_with(described) {
            on_unknown(&Unknown {
                operation: reply.request.label(),
                kind,
                path: &path,
            });
        }
    }
}

/// The text of the body, checked once.
fn text(reply: &Reply) -> Result<&str, Error> {
    let text = std::str::from_utf8(&reply.body)
        .map_err(|_| failed(reply, DecodeFailure::of("the body is not UTF-8")))?;
    match text.trim_ascii() {
        "" => Err(failed(reply, DecodeFailure::of("the body is empty"))),
        "null" => Err(failed(reply, DecodeFailure::of("the body is `null`"))),
        _ => Ok(text),
    }
}

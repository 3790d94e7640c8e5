//! From the outcome of a call to what it returns.

use std::marker::PhantomData;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::de::{DeserializeOwned, DeserializeSeed};

use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::decode::{parse, parse_observed};
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::unknown::Unknown;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::one_line::one_line;

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
pub(crate) fn json<T: DeserializeOwned>(reply: &Reply) -> Result<T, Error> {
    document(reply, &[], || PhantomData::<T>)
}

/// Decodes the body with a seed.
///
/// What is unknown is reported below a path only: around the items of a page stands what no model describes.
pub(crate) fn document<'a, S>(
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
pub(crate) fn watched<'a, S>(
    request: &Request,
    bytes: &'a [u8],
    what: &str,
    described: &[&str],
    seed: impl Fn() -> S,
) -> Result<S::Value, DecodeFailure>
where
    S: DeserializeSeed<'a>,
{
    let Some(on_unknown) = &request.core.inner().on_unknown else {
        return parse(bytes, what, seed);
    };
    let (value, findings) = parse_observed(bytes, what, seed)?;
    let described = described.join(".");
    for (kind, path) in findings {
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

/// The body as a JSON document, with the response around it.
pub(crate) struct JsonResponse;

impl<T: DeserializeOwned> Decode<Response<T>> for JsonResponse {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<T>, Error> {
        let reply = outcome?;
        let data = json(&reply)?;
        Ok(reply.with_data(data))
    }
}

/// No data.
pub(crate) struct DiscardedBody;

impl Decode<()> for DiscardedBody {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<(), Error> {
        outcome.map(|_| ())
    }
}

impl Decode<Response<()>> for DiscardedBody {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<()>, Error> {
        outcome.map(|reply| reply.with_data(()))
    }
}

/// The body as a JSON document, or `None` for a 404.
pub(crate) struct JsonOrMissing;

impl<T: DeserializeOwned> Decode<Option<T>> for JsonOrMissing {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Option<T>, Error> {
        match outcome {
            Ok(reply) => json(&reply).map(Some),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The error of a success that could not be decoded.
pub(crate) fn failed(reply: &Reply, failure: DecodeFailure) -> Error {
    reply.watch.undecodable();
    let status = reply.status.as_u16();
    let content_type = reply
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let detail = match content_type {
        Some(kind) if !kind.to_ascii_lowercase().contains("json") => {
            format!(
                "cannot decode the {status} response of type {}: {failure}",
                one_line(kind)
            )
        }
        Some(_) | None => format!("cannot decode the {status} response: {failure}"),
    };
    Error::new(ErrorKind::Decode, detail)
        .of_operation(reply.request.operation())
        .caused_by(failure)
        .with_reply(reply.unusable(reply.body.ready().clone()))
        .after(reply.attempts.clone())
}

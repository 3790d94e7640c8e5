//! Decoders: they turn the outcome of a call into its result.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

use crate::runtime::call::response::Response;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::decode::{parse, parse_foreign};
use crate::runtime::json::document::Read;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::{Findings, Notes};
use crate::runtime::json::unknown::{OnUnknown, Unknown};
use crate::runtime::json::value::FromJson;
use crate::runtime::request::Request;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::one_line::one_line;

/// Decoder for the outcome of a call.
///
/// A call holds a reference to its decoder, so that a decoder can be static data, such as the shape of a page.
pub trait Decode<T>: Sync {
    /// Decodes a successful response, or returns the error of the call.
    ///
    /// # Errors
    /// Returns the error of the call, or an error if the response cannot be decoded.
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<T, Error>;
}

/// Decoder for a JSON body.
pub struct Json;

impl<T: FromJson> Decode<T> for Json {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<T, Error> {
        json(&outcome?)
    }
}

impl<T: FromJson> Decode<Response<T>> for Json {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<T>, Error> {
        let reply = outcome?;
        let data = json(&reply)?;
        Ok(reply.with_data(data))
    }
}

/// Decoder that returns the body unchanged.
pub struct Raw;

impl Decode<Response<Bytes>> for Raw {
    #[inline]
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<Bytes>, Error> {
        let reply = outcome?;
        let body = reply.body.ready().clone();
        Ok(reply.with_data(body))
    }
}

/// Decodes the body, which must be a JSON document other than `null`.
///
/// # Errors
/// Returns an error if the body is anything else.
pub fn json<T: FromJson>(reply: &Reply) -> Result<T, Error> {
    let mut slot = None;
    decode_body(reply, &mut |json| T::read(&mut slot, json))?;
    slot.ok_or_else(|| decode_error(reply, DecodeFailure::of("the body is empty".to_owned())))
}

/// Decodes the body with a function.
pub(crate) fn decode_body(reply: &Reply, read: Read<'_>) -> Result<(), Error> {
    let body = reply.body.ready();
    decode_and_report(&reply.request, body, "the body", read)
        .map_err(|failure| decode_error(reply, failure))
}

/// Decodes part of a response, and reports unknown fields and values to the client's `on_unknown`. `what` names the
/// decoded part in errors.
pub(crate) fn decode_and_report(
    request: &Request,
    bytes: &[u8],
    what: &str,
    read: Read<'_>,
) -> Result<(), DecodeFailure> {
    let Some(on_unknown) = &request.core.inner().on_unknown else {
        return parse(bytes, what, Notes::default(), read).map(|_| ());
    };
    let findings = parse(bytes, what, Notes::listening(), read)?;
    report(request, on_unknown, &findings);
    Ok(())
}

/// Reports unknown fields and values.
fn report(request: &Request, on_unknown: &OnUnknown, findings: &Findings) {
    for (kind, path) in findings {
        on_unknown(&Unknown {
            operation: request.label(),
            kind: *kind,
            path,
        });
    }
}

/// The body as a JSON document, decoded into a type that is not the SDK's.
pub(crate) struct Foreign;

impl<T: DeserializeOwned> Decode<T> for Foreign {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<T, Error> {
        let reply = outcome?;
        let parsed = parse_foreign(reply.body.ready(), "the body");
        let (value, findings) = parsed.map_err(|failure| decode_error(&reply, failure))?;
        if let Some(on_unknown) = &reply.request.core.inner().on_unknown {
            report(&reply.request, on_unknown, &findings);
        }
        Ok(value)
    }
}

/// Decoder that ignores the body.
pub struct DiscardedBody;

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

/// Returns the error for a successful response that could not be decoded.
pub(crate) fn decode_error(reply: &Reply, failure: DecodeFailure) -> Error {
    reply.observer.undecodable();
    let status = reply.status.as_u16();
    let content_type = reply
        .headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let detail = match content_type {
        Some(media_type) if !media_type.to_ascii_lowercase().contains("json") => {
            format!(
                "cannot decode the {status} response of type {}: {failure}",
                one_line(media_type)
            )
        }
        Some(_) | None => format!("cannot decode the {status} response: {failure}"),
    };
    Error::new(ErrorKind::Decode, detail)
        .with_operation(reply.request.operation())
        .caused_by(failure)
        .with_reply(reply.unusable(reply.body.ready().clone()))
        .with_attempts(reply.attempts.clone())
}

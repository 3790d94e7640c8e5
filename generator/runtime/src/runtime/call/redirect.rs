//! Calls whose response is a redirect. It is not followed; its location is the result.

use http::header::LOCATION;

use crate::runtime::call::decode::{Decode, decode_error};
use crate::runtime::call::response::Response;
use crate::runtime::call::returns::Returns;
use crate::runtime::error::Error;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::request::Request;
use crate::runtime::request::reference::resolve;
use crate::runtime::send::reply::Reply;

/// Statuses that redirect to the location.
const REDIRECTS: &[u16] = &[301, 302, 303, 307, 308];

/// URL to which a response redirects; also its decoder.
pub struct Redirect;

impl<M> Returns<M> for Redirect {
    type Output = String;
    type Decoder = Self;

    const DECODER: &'static Self = &Self;

    fn prepared(mut request: Request) -> Request {
        request.expected_statuses = REDIRECTS;
        request
    }
}

impl Decode<String> for Redirect {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<String, Error> {
        location(&outcome?)
    }
}

impl Decode<Response<String>> for Redirect {
    fn decode(&'static self, outcome: Result<Reply, Error>) -> Result<Response<String>, Error> {
        let reply = outcome?;
        let data = location(&reply)?;
        Ok(reply.with_data(data))
    }
}

/// Returns the location of a redirect.
///
/// # Errors
/// Returns an error if the status or the header `Location` is not that of a redirect.
pub fn location(reply: &Reply) -> Result<String, Error> {
    let fail = |reason: String| Err(decode_error(reply, DecodeFailure::of(reason)));
    if !REDIRECTS.contains(&reply.status.as_u16()) {
        return fail("it is not a redirect".to_owned());
    }
    let Some(header) = reply.headers.get(LOCATION) else {
        return fail("the header `location` is missing".to_owned());
    };
    url(&String::from_utf8_lossy(header.as_bytes()), &reply.request)
        .or_else(|reason| fail(format!("the header `location` {reason}")))
}

/// Returns a URL with `http` or `https`. One that is absolute remains as it is, with its fragment.
fn url(location: &str, request: &Request) -> Result<String, &'static str> {
    let resolved = resolve(location, request)?;
    if !matches!(resolved.scheme_str(), Some("http" | "https")) {
        return Err("has neither `http` nor `https`");
    }
    let is_absolute = location.split_once("://").is_some_and(|(scheme, _)| {
        resolved
            .scheme_str()
            .is_some_and(|known| known.eq_ignore_ascii_case(scheme))
    });
    if is_absolute {
        return Ok(location.to_owned());
    }
    let fragment = location.find('#').map_or("", |start| &location[start..]);
    Ok(format!("{resolved}{fragment}"))
}

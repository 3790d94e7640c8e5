//! The URL of a request.

use bytes::Bytes;
use http::Uri;
use http::uri::PathAndQuery;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::api::{ClientParam, Operation};
use super::configure::or_variable;
use super::error::Error;
use super::request::{Endpoint, Request};

/// All that RFC 3986 does not call unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Base URL, path and query of a request. Only the latter two are parsed anew.
pub(super) fn target(request: &Request) -> Result<Uri, Error> {
    let base = request.core.parts().base_url.uri();
    let url = match &request.link {
        Some(link) => link.clone(),
        None => path_and_query(request, base.path().trim_end_matches('/'))?,
    };
    let mut parts = base.clone().into_parts();
    let too_long = |_| Error::request("the URL is not valid, or longer than 64 KB");
    parts.path_and_query =
        Some(PathAndQuery::from_maybe_shared(Bytes::from(url)).map_err(too_long)?);
    Uri::from_parts(parts).map_err(|_| Error::request("the URL is not valid"))
}

/// What comes behind scheme and host.
fn path_and_query(request: &Request, prefix: &str) -> Result<String, Error> {
    let mut url = String::with_capacity(128);
    url.push_str(prefix);
    match &request.endpoint {
        Endpoint::Operation(operation) => {
            push_path(&mut url, request, operation)?;
            push_query(&mut url, request, operation)?;
        }
        Endpoint::Custom { path, .. } => url.push_str(checked_path(path)?),
    }
    let first = if url.contains('?') { '&' } else { '?' };
    for (index, (name, value)) in request.extra_query.iter().enumerate() {
        push_pair(&mut url, if index == 0 { first } else { '&' }, name, value);
    }
    Ok(url)
}

/// The path of an operation, with its parameters filled in.
fn push_path(url: &mut String, request: &Request, operation: &Operation) -> Result<(), Error> {
    let mut rest = operation.path;
    while let Some((literal, name, tail)) = next_parameter(rest) {
        url.push_str(literal);
        let value = match client_param(request, name) {
            Some(param) => client_value(request, param, &request.path)?,
            None => find(&request.path, name)
                .ok_or_else(|| Error::request(format!("the path parameter `{name}` is missing")))?,
        };
        if matches!(value.trim(), "" | "." | "..") {
            return Err(Error::request(format!(
                "the path parameter `{name}` must not be blank, `.` or `..`"
            )));
        }
        url.extend(utf8_percent_encode(value, RESERVED));
        rest = tail;
    }
    url.push_str(rest);
    Ok(())
}

/// Splits a template at its first parameter: what is before it, its name, what is behind it.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = template.split_once('{')?;
    let (name, tail) = rest.split_once('}')?;
    Some((literal, name, tail))
}

/// The declared query parameters, in the order of the declaration.
fn push_query(url: &mut String, request: &Request, operation: &Operation) -> Result<(), Error> {
    let mut separator = '?';
    let mut push = |name, value| {
        push_pair(url, separator, name, value);
        separator = '&';
    };
    for &name in operation.query {
        if let Some(param) = client_param(request, name) {
            push(name, client_value(request, param, &request.query)?);
        } else {
            let values = request.query.iter().filter(|(other, _)| *other == name);
            values.for_each(|(_, value)| push(name, value));
        }
    }
    Ok(())
}

/// The client-level parameter of a name, if it is one.
fn client_param(request: &Request, name: &str) -> Option<&'static ClientParam> {
    request
        .core
        .parts()
        .api
        .client_params
        .iter()
        .find(|param| param.name == name)
}

/// The value of a client-level parameter: the call's own, else the client's.
fn client_value<'a>(
    request: &'a Request,
    param: &ClientParam,
    own: &'a [(&'static str, String)],
) -> Result<&'a str, Error> {
    let ClientParam { name, method, .. } = param;
    if let Some(value) = find(own, name) {
        return match value.trim() {
            "" => Err(Error::request(format!(
                "`.{method}(…)` was given a blank value"
            ))),
            value => Ok(value),
        };
    }
    find(&request.core.parts().client_params, name).ok_or_else(|| {
        let or_variable = or_variable(param.env);
        Error::configuration(format!(
            "`{name}` is missing: call `.{method}(…)` on the request or `ClientBuilder::{method}`{or_variable}"
        ))
    })
}

/// The value of a name.
fn find<'a>(values: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    values
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, value)| value.as_str())
}

/// One query parameter. A space goes out as `%20`, which every server reads as one, and not as `+`.
fn push_pair(url: &mut String, separator: char, name: &str, value: &str) {
    url.push(separator);
    push_encoded(url, name);
    url.push('=');
    push_encoded(url, value);
}

/// Form encoding, but for the space.
fn push_encoded(url: &mut String, text: &str) {
    for piece in form_urlencoded::byte_serialize(text.as_bytes()) {
        url.push_str(if piece == "+" { "%20" } else { piece });
    }
}

/// A path that the caller wrote: it must stay below the base URL.
fn checked_path(path: &str) -> Result<&str, Error> {
    if !path.starts_with('/') {
        return Err(Error::request("the path must begin with `/`"));
    }
    if path.contains(['?', '#']) {
        return Err(Error::request(
            "the path must have neither `?` nor `#`: use `query_param`",
        ));
    }
    if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::request(
            "the path must be printable ASCII: percent-encode the rest",
        ));
    }
    if has_dot_segments(path) {
        return Err(Error::request(
            "the path must not have the segments `.` and `..`",
        ));
    }
    Ok(path)
}

/// Whether a path has segments that servers and proxies resolve, and that so may lead out of it.
pub(super) fn has_dot_segments(path: &str) -> bool {
    percent_decode_str(path)
        .decode_utf8_lossy()
        .split(['/', '\\'])
        .any(|segment| matches!(segment, "." | ".."))
}

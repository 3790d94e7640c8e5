//! Request URLs.

use bytes::Bytes;
use http::Uri;
use http::uri::PathAndQuery;

use crate::runtime::error::Error;
use crate::runtime::request::path::push_path;
use crate::runtime::request::query::push_query;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::text::percent::{has_dot_segments, push_pair};

/// Returns the URL of a request. Only path and query are parsed; the base URL was parsed when the client was built.
pub(crate) fn target(request: &Request) -> Result<Uri, Error> {
    let base = request.base_url().uri();
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

/// Returns path and query. `prefix` is the path of the base URL.
fn path_and_query(request: &Request, prefix: &str) -> Result<String, Error> {
    let mut url = String::with_capacity(128);
    url.push_str(prefix);
    match &request.endpoint {
        Endpoint::Operation(operation) => {
            push_path(&mut url, request, operation)?;
            push_query(&mut url, request, operation);
        }
        Endpoint::Raw { path, .. } => url.push_str(checked_path(path)?),
    }
    let first = if url.contains('?') { '&' } else { '?' };
    for (index, (name, value)) in request.extra_query.iter().enumerate() {
        push_pair(&mut url, if index == 0 { first } else { '&' }, name, value);
    }
    Ok(url)
}

/// Checks a path from the caller, which must stay below the base URL.
fn checked_path(path: &str) -> Result<&str, Error> {
    if !path.starts_with('/') {
        return Err(Error::request("the path must begin with `/`"));
    }
    if path.contains(['?', '#']) {
        return Err(Error::request(
            "the path must not contain `?` or `#`: use `query_param`",
        ));
    }
    if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::request(
            "the path must be printable ASCII: percent-encode other characters",
        ));
    }
    if has_dot_segments(path) {
        return Err(Error::request(
            "the path must not contain the segments `.` and `..`",
        ));
    }
    Ok(path)
}

//! Request URLs.

use bytes::Bytes;
use http::Uri;
use http::uri::PathAndQuery;

use crate::runtime::error::Error;
use crate::runtime::request::path::push_path;
use crate::runtime::request::query::push_query;
use crate::runtime::request::{Endpoint, Request};
use crate::runtime::text::percent::push_pair;

/// Returns the URL of a request. Only path and query are parsed; the base URL was parsed when the client was built.
pub(crate) fn target(request: &Request) -> Result<Uri, Error> {
    let base = request.server();
    let url = match &request.link {
        Some(link) => link.clone(),
        None => path_and_query(request, prefix(request))?,
    };
    let mut parts = base.clone().into_parts();
    let too_long = |_| Error::request("the URL is not valid, or longer than 64 KB");
    parts.path_and_query =
        Some(PathAndQuery::from_maybe_shared(Bytes::from(url)).map_err(too_long)?);
    Uri::from_parts(parts).map_err(|_| Error::request("the URL is not valid"))
}

/// Returns the path of the base URL, if the path of the request is below it.
fn prefix(request: &Request) -> &str {
    match &request.endpoint {
        Endpoint::Raw { url, .. } if url.server.is_some() => "",
        Endpoint::Raw { .. } | Endpoint::Operation(_) => {
            request.server().path().trim_end_matches('/')
        }
    }
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
        Endpoint::Raw { url: raw, .. } => url.push_str(&raw.path_and_query),
    }
    for (name, value) in &request.extra_query {
        let separator = if url.contains('?') { '&' } else { '?' };
        push_pair(&mut url, separator, name, value);
    }
    Ok(url)
}

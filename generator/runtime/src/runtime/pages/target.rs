//! URLs of pages, from the header `Link` or from a body.

use std::borrow::Cow;

use http::Uri;

use crate::runtime::request::Request;
use crate::runtime::request::reference::resolve;
use crate::runtime::request::target::target as request_target;
use crate::runtime::text::origin::same_origin;
use crate::runtime::text::percent::has_dot_segments;

/// Returns path and query of a link to a page, which is relative to the URL of the request. It must be on the server of the
/// base URL and below its path, because credentials are sent to it.
pub(crate) fn position_of(link: &str, request: &Request) -> Result<String, String> {
    let uri = resolve(link, request);
    let uri = uri.map_err(|reason| format!("the link to the next page {reason}"))?;
    let mut position = target(&uri, request.server())?;
    // Some servers repeat the key in the link. It is added again when the request is sent.
    for scheme in request.core.inner().api.schemes {
        if let Some(without) = scheme.replaced(&position, None) {
            position = without;
        }
    }
    Ok(position)
}

/// Returns path and query that a request asks for.
pub(crate) fn position(request: &Request) -> Option<Cow<'_, str>> {
    match &request.link {
        Some(link) => Some(Cow::Borrowed(link)),
        None => request_target(request)
            .ok()
            .and_then(|uri| uri.path_and_query().map(ToString::to_string))
            .map(Cow::Owned),
    }
}

/// Reason why a link is not followed.
type Refusal = &'static str;

/// Returns path and query of a URL, which must be on the server of the base URL and below its path.
fn target(uri: &Uri, base: &Uri) -> Result<String, Refusal> {
    let has_user = uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'));
    if has_user || !same_origin(uri, base) {
        return Err("the link to the next page points to another server");
    }
    let prefix = base.path().trim_end_matches('/');
    let below = uri.path().strip_prefix(prefix);
    if !below.is_some_and(|below| below.starts_with('/')) || has_dot_segments(uri.path()) {
        return Err("the link to the next page is not below the base URL");
    }
    uri.path_and_query()
        .map(ToString::to_string)
        .ok_or("the link to the next page has no path")
}

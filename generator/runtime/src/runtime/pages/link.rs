//! Pagination by the header `Link`.

use std::borrow::Cow;

use http::Uri;
use http::header::LINK;
use serde_json::Value;

use crate::runtime::pages::shape::NextPage;
use crate::runtime::request::Request;
use crate::runtime::request::reference::resolve;
use crate::runtime::request::target::target as request_target;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::link::{Malformed, next_link};
use crate::runtime::text::percent::has_dot_segments;

/// Pagination by the header `Link` (RFC 8288): the relation `next` is the URL of the next page. Its path and query are
/// sent unchanged.
#[derive(Clone, Copy, Debug)]
pub struct Link;

impl NextPage for Link {
    fn param(&self) -> Option<&'static str> {
        None
    }

    fn hint(&self) -> &'static [&'static str] {
        &[]
    }

    #[cfg(feature = "testing")]
    fn hint_for(&self, _: Option<&str>) -> serde_json::Value {
        serde_json::Value::Null
    }

    fn after(&self, reply: &Reply, _items: usize, _hint: &Value) -> Result<Option<String>, String> {
        for value in reply.headers.get_all(LINK) {
            // Parameters such as titles may contain other characters, which do not matter.
            let value = String::from_utf8_lossy(value.as_bytes());
            let link = next_link(&value).map_err(|Malformed| "the header `Link` is malformed")?;
            if let Some(link) = link {
                let request = &reply.request;
                let uri = resolve(link, request)
                    .map_err(|reason| format!("the link to the next page {reason}"))?;
                return Ok(Some(target(&uri, request.core.inner().base_url.uri())?));
            }
        }
        Ok(None)
    }

    fn position<'a>(&self, request: &'a Request) -> Option<Cow<'a, str>> {
        match &request.link {
            Some(link) => Some(Cow::Borrowed(link)),
            None => request_target(request)
                .ok()
                .and_then(|uri| uri.path_and_query().map(ToString::to_string))
                .map(Cow::Owned),
        }
    }

    fn set_position(&self, request: &mut Request, position: String) {
        request.link = Some(position);
    }
}

/// Reason why a link is not followed.
type Refusal = &'static str;

/// Returns path and query of a URL, which must be on the server of the base URL and below its path.
fn target(uri: &Uri, base: &Uri) -> Result<String, Refusal> {
    if !same_origin(uri, base) {
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

/// Returns `true` if two URLs have the same scheme, host and port. A URL with a user name never has.
fn same_origin(uri: &Uri, base: &Uri) -> bool {
    let port = |uri: &Uri| {
        let default = if uri.scheme_str() == Some("https") {
            443
        } else {
            80
        };
        uri.port_u16().unwrap_or(default)
    };
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    let has_user = uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'));
    !has_user && uri.scheme() == base.scheme() && host(uri) == host(base) && port(uri) == port(base)
}

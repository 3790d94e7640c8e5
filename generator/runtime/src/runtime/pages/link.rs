//! Optional: needed by an API whose pages link to the next one in the header `Link`, together with
//! `link_header.rs`.

use std::borrow::Cow;

use http::Uri;
use http::header::LINK;
use serde_json::Value;

use crate::runtime::pages::shape::NextPage;
use crate::runtime::request::Request;
use crate::runtime::request::target::target as request_target;
use crate::runtime::send::reply::Reply;
use crate::runtime::text::link::{Malformed, next_link};
use crate::runtime::text::percent::has_dot_segments;

/// The header `Link` (RFC 8288) gives the address of the next page as the relation `next`. Path and query of it
/// are sent as they stand.
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
            let value = value
                .to_str()
                .map_err(|_| "the header `Link` is not ASCII")?;
            let link = next_link(value).map_err(|Malformed| "the header `Link` is malformed")?;
            if let Some(link) = link {
                let request = &reply.request;
                let uri = resolve(link, request)?;
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

    fn turn(&self, request: &mut Request, position: String) {
        request.link = Some(position);
    }
}

/// Why a link is not followed.
type Refusal = &'static str;

/// The address that a link stands for: an absolute one, a path of the same host, or a query of the same path.
fn resolve(link: &str, request: &Request) -> Result<Uri, Refusal> {
    const UNREADABLE: Refusal = "the link to the next page is no address";
    let current = request_target(request).map_err(|_| UNREADABLE)?;
    let (Some(scheme), Some(authority)) = (current.scheme_str(), current.authority()) else {
        return Err(UNREADABLE);
    };
    let link = if link.starts_with("//") {
        format!("{scheme}:{link}")
    } else if link.starts_with('/') {
        format!("{scheme}://{authority}{link}")
    } else if link.starts_with('?') {
        format!("{scheme}://{authority}{}{link}", current.path())
    } else {
        link.to_owned()
    };
    let uri: Uri = link.parse().map_err(|_| UNREADABLE)?;
    if uri.scheme().is_some() && uri.authority().is_some() {
        Ok(uri)
    } else {
        Err(UNREADABLE)
    }
}

/// Path and query of an address, which must not lead anywhere that the client is not meant for.
fn target(uri: &Uri, base: &Uri) -> Result<String, Refusal> {
    if !same_origin(uri, base) {
        return Err("the link to the next page leads to another server");
    }
    let prefix = base.path().trim_end_matches('/');
    let below = uri.path().strip_prefix(prefix);
    if !below.is_some_and(|below| below.starts_with('/')) || has_dot_segments(uri.path()) {
        return Err("the link to the next page leads out of the base URL");
    }
    uri.path_and_query()
        .map(ToString::to_string)
        .ok_or("the link to the next page has no path")
}

/// Whether two addresses have scheme, host and port in common. One with a user in it has nothing in common with ours.
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

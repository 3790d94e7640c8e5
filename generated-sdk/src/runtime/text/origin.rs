//! Origins of URLs: scheme, host and port.

use http::Uri;
use http::uri::{Authority, Scheme};

/// Returns `true` if two absolute URLs have the same scheme, host and port.
pub(crate) fn same_origin(url: &Uri, other: &Uri) -> bool {
    match (url.scheme(), url.authority(), other.authority()) {
        (Some(scheme), Some(authority), Some(of_other)) => {
            other.scheme() == Some(scheme) && same_host(scheme, authority, of_other)
        }
        _ => false,
    }
}

/// Returns `true` if two authorities have the same host and port. The scheme has a default port.
pub(crate) fn same_host(scheme: &Scheme, authority: &Authority, other: &Authority) -> bool {
    // Nearly always, the texts are the same. Then neither host nor port has to be found in them.
    authority == other
        || (authority.host().eq_ignore_ascii_case(other.host())
            && own_port(scheme, authority) == own_port(scheme, other))
}

/// Returns the port of an authority, unless it is the default port of the scheme.
pub(crate) fn own_port(scheme: &Scheme, authority: &Authority) -> Option<u16> {
    let default_port = default_port(scheme.as_str());
    authority.port_u16().filter(|port| *port != default_port)
}

/// Returns the port of a URL: its own, or the default port of its scheme.
pub(crate) fn port(url: &Uri) -> u16 {
    let default_port = default_port(url.scheme_str().unwrap_or_default());
    url.port_u16().unwrap_or(default_port)
}

fn default_port(scheme: &str) -> u16 {
    if scheme == "https" { 443 } else { 80 }
}

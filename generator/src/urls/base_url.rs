//! Base URLs.

use super::path::{is_dots, without_escapes};
use http::Uri;
use std::net::Ipv6Addr;

/// Returns the problem with the base URL of an API. `http::Uri` drops fragments, does not refuse an empty host, and accepts
/// characters that some servers refuse, so that these three are checked here.
pub(crate) fn base_url_problem(url: &str) -> Option<&'static str> {
    let absolute = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = absolute else {
        return Some("it does not start with `https://` or `http://`");
    };
    if rest.is_empty() || rest.starts_with(['/', ':', '?', '#']) {
        return Some("it has no host");
    }
    if url.contains(['?', '#']) {
        return Some("it has a query or a fragment");
    }
    let bad = "it has a character that is not allowed in a URL";
    let written = rest.split('/').next().unwrap_or_default();
    if written.contains('@') {
        return Some("it has a user name");
    }
    if let Some(problem) = host_problem(written) {
        return Some(problem);
    }
    let Ok(uri) = url.parse::<Uri>() else {
        return Some(bad);
    };
    let authority = uri.authority()?.as_str();
    let allowed = |text: &str, marks: &str| {
        text.chars()
            .all(|c| c.is_ascii_alphanumeric() || marks.contains(c))
    };
    if !allowed(authority, ".-:[]") || !allowed(uri.path(), "/-._~%") {
        return Some(bad);
    }
    if without_escapes(uri.path()).contains('%') {
        return Some("it has a `%` without two hexadecimal digits behind it");
    }
    let mut segments = uri.path().split('/');
    segments
        .any(is_dots)
        .then_some("its path has the segment `.` or `..`")
}

/// Returns the problem with an IPv6 address or a port, both of which `http::Uri` accepts in any form, or refuses without
/// a reason.
fn host_problem(authority: &str) -> Option<&'static str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(bracketed) => match bracketed.split_once(']') {
            Some((address, port)) if address.parse::<Ipv6Addr>().is_ok() => (address, port),
            Some(_) => return Some("the text between `[` and `]` is not an IPv6 address"),
            None => return Some("it has `[` without `]`"),
        },
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    if host.is_empty() {
        return Some("it has no host");
    }
    // A dot at the end is that of a full name.
    let mut labels = host.strip_suffix('.').unwrap_or(host).split('.');
    if labels.any(str::is_empty) {
        return Some("its host has a dot at its start, or two in a row");
    }
    let is_port = |port: &str| {
        port.bytes().all(|byte| byte.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|port| port > 0)
    };
    let port_is_valid = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    (!port_is_valid).then_some("its port is not a number from 1 to 65535")
}

//! Servers of an API in tests.

use http::Uri;

use crate::runtime::config::api::{Api, BASE_URL, ServerUrls};

/// Server to which a request was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recipient {
    /// A server of the API: its index, and `None` for the default one.
    Server(Option<usize>),
    /// A URL that is that of no server.
    Unknown,
}

/// Place of a request: its server, and its path on this server.
pub(crate) struct Place<'a> {
    pub(crate) recipient: Recipient,
    pub(crate) path: &'a str,
}

/// Returns the place of a request. If several servers fit, it is the one with the longest path.
pub(crate) fn place<'a>(api: &Api, uri: &'a Uri) -> Place<'a> {
    let origin = match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(authority)) => format!("{scheme}://{authority}"),
        (_, _) => String::new(),
    };
    let others = others(api).into_iter().enumerate();
    let others = others.map(|(index, (_, url))| (Some(index), url));
    let servers = std::iter::once((None, api.base_url)).chain(others);
    let fitting = servers.filter_map(|(server, url)| {
        let (host, prefix) = split(url);
        let path = rest(prefix, uri.path())?;
        let is_below = path.is_empty() || path.starts_with('/');
        let is_it = is_below && rest(host, &origin) == Some("");
        is_it.then_some((server, path))
    });
    match fitting.min_by_key(|(_, path)| path.len()) {
        Some((server, path)) => Place {
            recipient: Recipient::Server(server),
            path,
        },
        // The client has another base URL, which is likely to have the same path.
        None => Place {
            recipient: Recipient::Unknown,
            path: rest(split(api.base_url).1, uri.path()).unwrap_or(uri.path()),
        },
    }
}

/// Returns the builder's method for the URL of a server.
pub(crate) fn method_of(api: &Api, server: Option<usize>) -> &'static str {
    let other = server.and_then(|index| others(api).get(index).copied());
    other.map_or(BASE_URL, |(method, _)| method)
}

/// Returns the builder's methods and the default URLs of the servers besides the default one.
fn others(api: &Api) -> Vec<(&'static str, &'static str)> {
    api.servers.map(ServerUrls::others).unwrap_or_default()
}

/// Splits a URL into its origin and its path, without slashes at its end.
fn split(url: &str) -> (&str, &str) {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    (&url[..end], url[end..].trim_end_matches('/'))
}

/// Returns the text behind a beginning that may have variables in braces.
fn rest<'a>(template: &str, text: &'a str) -> Option<&'a str> {
    let Some((literal, variable)) = template.split_once('{') else {
        return text.strip_prefix(template);
    };
    let (_, template) = variable.split_once('}')?;
    let text = text.strip_prefix(literal)?;
    let longest = text.find('/').unwrap_or(text.len());
    // A variable is as long as possible: the whole rest of a segment of the path, unless text follows it.
    let lengths = (1..=longest).filter(|length| text.is_char_boundary(*length));
    lengths
        .rev()
        .find_map(|length| rest(template, &text[length..]))
}

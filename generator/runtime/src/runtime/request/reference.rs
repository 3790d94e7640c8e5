//! URLs in responses, which may be relative to the URL of the request.

use http::Uri;

use crate::runtime::request::Request;
use crate::runtime::request::target::target;

/// Reason why a text is not a URL, as the end of a sentence.
pub(crate) type NotUrl = &'static str;

const NOT_A_URL: NotUrl = "is not a URL";

/// Resolves a reference against the URL of the request (RFC 3986, section 5.2). The fragment is left out.
pub(crate) fn resolve(reference: &str, request: &Request) -> Result<Uri, NotUrl> {
    if !reference.is_ascii() {
        return Err("is not ASCII");
    }
    let current = target(request).map_err(|_| NOT_A_URL)?;
    let (Some(scheme), Some(authority)) = (current.scheme_str(), current.authority()) else {
        return Err(NOT_A_URL);
    };
    let reference = reference.split('#').next().unwrap_or_default();
    let relative = if has_scheme(reference) {
        let uri: Uri = reference.parse().map_err(|_| NOT_A_URL)?;
        return with_path(uri).ok_or(NOT_A_URL);
    } else if reference.is_empty() {
        return Err(NOT_A_URL);
    } else if reference.starts_with("//") {
        let uri: Uri = format!("{scheme}:{reference}")
            .parse()
            .map_err(|_| NOT_A_URL)?;
        return with_path(uri).ok_or(NOT_A_URL);
    } else if reference.starts_with('/') {
        reference.to_owned()
    } else if reference.starts_with('?') {
        format!("{}{reference}", current.path())
    } else {
        let folder = current.path().rfind('/').map_or(0, |slash| slash + 1);
        format!("{}{reference}", &current.path()[..folder])
    };
    let uri = format!("{scheme}://{authority}{relative}");
    with_path(uri.parse().map_err(|_| NOT_A_URL)?).ok_or(NOT_A_URL)
}

/// Returns `true` if a reference is absolute: it begins with a scheme, which has no characters of a path.
fn has_scheme(reference: &str) -> bool {
    let end = reference.find([':', '/', '?']);
    end.is_some_and(|end| end > 0 && reference[end..].starts_with(':'))
}

/// Resolves `.` and `..` in the path of an absolute URL; `None` if it is not absolute.
fn with_path(uri: Uri) -> Option<Uri> {
    uri.scheme()?;
    uri.authority()?;
    let path = without_dot_segments(uri.path());
    if path == uri.path() {
        return Some(uri);
    }
    let target = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    };
    let mut parts = uri.into_parts();
    parts.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Removes the segments `.` and `..` of an absolute path (RFC 3986, section 5.2.4).
fn without_dot_segments(path: &str) -> String {
    let mut kept = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

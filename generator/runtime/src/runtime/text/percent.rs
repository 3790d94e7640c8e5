//! Percent-encoding of paths and queries.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All characters except the unreserved ones of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Appends a percent-encoded text to a path segment or a query.
pub(crate) fn push_encoded(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends a query parameter. A space becomes `%20` instead of `+`, because every server decodes `%20`.
pub(crate) fn push_pair(url: &mut String, separator: char, name: &str, value: &str) {
    url.push(separator);
    push_encoded(url, name);
    url.push('=');
    push_encoded(url, value);
}

/// Returns `true` if a path contains `.` or `..` segments, plain or percent-encoded. Servers and proxies resolve them,
/// so that the request could reach another path.
pub(crate) fn has_dot_segments(path: &str) -> bool {
    percent_decode_str(path)
        .decode_utf8_lossy()
        .split(['/', '\\'])
        .any(|segment| matches!(segment, "." | ".."))
}

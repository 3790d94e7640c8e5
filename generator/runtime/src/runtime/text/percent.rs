//! Percent-encoding of paths and queries.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All characters that RFC 3986 does not call unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Appends a value as a part of a path segment.
pub(crate) fn push_segment(url: &mut String, value: &str) {
    url.extend(utf8_percent_encode(value, RESERVED));
}

/// Appends a query parameter. A space goes out as `%20`, which every server reads as one, and not as `+`.
pub(crate) fn push_pair(url: &mut String, separator: char, name: &str, value: &str) {
    url.push(separator);
    push_encoded(url, name);
    url.push('=');
    push_encoded(url, value);
}

/// Appends a text in form encoding, with `%20` for a space.
fn push_encoded(url: &mut String, text: &str) {
    for piece in form_urlencoded::byte_serialize(text.as_bytes()) {
        url.push_str(if piece == "+" { "%20" } else { piece });
    }
}

/// Returns `true` if a path has segments that servers and proxies resolve, and that so may lead out of it.
pub(crate) fn has_dot_segments(path: &str) -> bool {
    percent_decode_str(path)
        .decode_utf8_lossy()
        .split(['/', '\\'])
        .any(|segment| matches!(segment, "." | ".."))
}

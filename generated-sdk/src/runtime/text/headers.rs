//! Access to headers: checks for those that callers set, and reading as text.

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// Headers that control the framing and the destination of a message. Only the transport may set them: otherwise a
/// header value could smuggle a second request into the connection.
const TRANSPORT_HEADERS: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Checks and sets a header. It replaces a header of the same name, regardless of case.
///
/// # Errors
/// A message, if the name or the value is invalid or only the transport may set the header. The message does not
/// contain the value, which may be a secret.
pub(crate) fn set_header(
    headers: &mut HeaderMap,
    name: impl TryInto<HeaderName>,
    value: impl TryInto<HeaderValue>,
) -> Result<(), String> {
    let Ok(name) = name.try_into() else {
        return Err("a header name is invalid".into());
    };
    if TRANSPORT_HEADERS.contains(&name.as_str()) {
        return Err(format!(
            "the header `{name}` is set by the transport and cannot be changed"
        ));
    }
    let Ok(value) = value.try_into() else {
        return Err(format!("the value of the header `{name}` is invalid"));
    };
    headers.insert(name, value);
    Ok(())
}

/// Returns the value of a header, if it consists of visible ASCII characters.
pub(crate) fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

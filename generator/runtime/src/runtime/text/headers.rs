//! Headers that callers set: checked, replaced without regard to case, never joined.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

/// Headers that say how the message is framed or where it goes. The transport sets them; a caller who could do it
/// as well could smuggle a second request into the connection.
const FRAMING: [HeaderName; 9] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::EXPECT,
    header::HOST,
    header::PROXY_AUTHORIZATION,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Sets a header, or says why not. The value is not repeated, for it may be a secret.
pub(crate) fn set_header(
    headers: &mut HeaderMap,
    name: impl TryInto<HeaderName>,
    value: impl TryInto<HeaderValue>,
) -> Result<(), String> {
    let Ok(name) = name.try_into() else {
        return Err("the name of a header is not valid".into());
    };
    if FRAMING.contains(&name) || matches!(name.as_str(), "keep-alive" | "proxy-connection") {
        return Err(format!(
            "the header `{name}` belongs to the transport and cannot be set"
        ));
    }
    let Ok(value) = value.try_into() else {
        return Err(format!("the value of the header `{name}` is not valid"));
    };
    headers.insert(name, value);
    Ok(())
}

/// Returns the value of a header, if it is text.
pub(crate) fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

//! Header values that hold secrets.

use bytes::Bytes;
use http::HeaderValue;
use http::header::InvalidHeaderValue;
use zeroize::Zeroizing;

/// Creates a header value that is marked as sensitive and overwritten in memory when its last clone is dropped.
///
/// `text` must have been allocated with its full capacity: memory that is freed by growing is not overwritten.
pub(crate) fn sensitive_header(text: Zeroizing<String>) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(ZeroizedText(text)))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Returns the secret in a header. It may be encoded; the scheme before it is not secret.
pub(crate) fn header_secret(value: &HeaderValue) -> &str {
    let text = value.to_str().unwrap_or_default();
    text.rsplit_once(' ').map_or(text, |(_, secret)| secret)
}

/// Owner of a [`Bytes`] that is overwritten when it is dropped.
struct ZeroizedText(Zeroizing<String>);

impl AsRef<[u8]> for ZeroizedText {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

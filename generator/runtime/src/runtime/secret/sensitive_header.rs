//! Header values that must not be shown.

use bytes::Bytes;
use http::HeaderValue;
use http::header::InvalidHeaderValue;
use zeroize::Zeroizing;

/// Creates a sensitive header value, in memory that is overwritten when the last copy is dropped.
///
/// The text must have all its capacity from the start: memory that it grew out of is not overwritten.
pub(crate) fn sensitive_header(text: Zeroizing<String>) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(OverwrittenText(text)))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Text that [`Bytes`] may own.
struct OverwrittenText(Zeroizing<String>);

impl AsRef<[u8]> for OverwrittenText {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

//! Optional: needed by the files whose names begin with `auth_`.

use bytes::Bytes;
use http::HeaderValue;
use zeroize::Zeroizing;

use super::error::Error;

/// The value of a header that nobody may see, in memory that is overwritten when the last copy is dropped.
///
/// The text must have all its capacity from the start: memory that it grew out of is not overwritten.
pub(super) fn secret_header(text: Zeroizing<String>) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(Overwritten(text)))
        .map_err(|_| Error::configuration("the credentials do not fit into a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Text that [`Bytes`] may own.
struct Overwritten(Zeroizing<String>);

impl AsRef<[u8]> for Overwritten {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

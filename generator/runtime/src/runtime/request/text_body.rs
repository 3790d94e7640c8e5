//! Bodies that are text.

use crate::runtime::error::Error;
use crate::runtime::request::format::{BodyFormat, BodyValues, EncodedBody};
use crate::runtime::text::media_types;

/// Format of a string that is sent as it is.
pub const TEXT: BodyFormat = BodyFormat::new(media_types::TEXT, encode);

/// Returns the string that is the body.
fn encode(values: BodyValues<'_>) -> Result<EncodedBody, Error> {
    let text = values.whole.map(serde_json::from_str::<String>);
    match text.transpose() {
        Ok(text) if values.fields.is_empty() => Ok(text.unwrap_or_default().into()),
        Ok(_) => Err(Error::request(
            "the body is text, so `body_field` cannot add to it",
        )),
        Err(_) => Err(Error::request("the body must be a string")),
    }
}

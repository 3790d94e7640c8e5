//! Formats of request bodies.

use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;

use crate::runtime::error::Error;
use crate::runtime::request::streamed::StreamedBody;
use crate::runtime::text::media_types;

/// Format of a request body.
pub struct BodyFormat {
    /// Media type, sent in the header `Content-Type`.
    pub(crate) media_type: &'static str,
    /// Returns the body with these values.
    pub(crate) encode: Encode,
    /// Whether a request in which nothing of the body is set has none.
    pub(crate) is_optional: bool,
}

/// Values of a request body, each serialized as JSON.
#[derive(Clone, Copy)]
pub(crate) struct BodyValues<'a> {
    /// Body that was set as a whole; then there are no fields.
    pub(crate) whole: Option<&'a str>,
    /// Fields of an object.
    pub(crate) fields: &'a [(Cow<'static, str>, String)],
    /// Files beside the fields, or a file that is the whole body.
    pub(crate) files: &'a [FileEntry],
}

type Encode = fn(BodyValues<'_>) -> Result<EncodedBody, Error>;

/// Content of a file in a body, by its wire name. It is an `UploadContent`, a type that most APIs do not have.
pub(crate) type FileEntry = (&'static str, Arc<dyn Any + Send + Sync>);

/// Body of a request in its format.
#[allow(
    dead_code,
    reason = "only APIs with files in request bodies have such bodies"
)]
pub(crate) enum EncodedBody {
    /// Body that is in memory, and its media type, if it is not that of the format.
    Complete(Bytes, Option<HeaderValue>),
    /// Body that is read while it is sent, and its media type, if it is not that of the format.
    Streamed(Arc<dyn StreamedBody>, Option<HeaderValue>),
}

impl From<String> for EncodedBody {
    fn from(text: String) -> Self {
        Self::Complete(Bytes::from(text), None)
    }
}

impl BodyFormat {
    /// Creates a format.
    pub(crate) const fn new(media_type: &'static str, encode: Encode) -> Self {
        Self {
            media_type,
            encode,
            is_optional: false,
        }
    }

    /// Returns the format with another media type.
    #[must_use]
    pub const fn with_media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }

    /// Returns the format of a body that a call may leave out.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }
}

/// Format of JSON bodies.
pub const JSON: BodyFormat = BodyFormat::new(media_types::JSON, |values| match values.whole {
    Some(whole) => Ok(whole.to_owned().into()),
    None => object(values.fields).map(EncodedBody::from),
});

/// Returns a JSON object of fields whose values are already serialized.
fn object(fields: &[(Cow<'static, str>, String)]) -> Result<String, Error> {
    let mut length = 2;
    for (name, json) in fields {
        length += name.len() + json.len() + 4;
    }
    let mut text = String::with_capacity(length);
    text.push('{');
    for (name, json) in fields {
        if text.len() > 1 {
            text.push(',');
        }
        let name = serde_json::to_string(&**name);
        text.push_str(&name.map_err(|error| Error::request(error.to_string()))?);
        text.push(':');
        text.push_str(json);
    }
    text.push('}');
    Ok(text)
}

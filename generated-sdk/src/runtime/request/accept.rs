//! Media types that methods accept.

use http::HeaderValue;
use http::header::ACCEPT;

use crate::runtime::request::Request;

impl Request {
    /// Sets the media types that the method accepts, unless the caller or the API description names others for it.
    pub(crate) fn accept(&mut self, media_types: &'static str) {
        let mut described = self.settings().headers.iter();
        let is_described = described.any(|(name, _)| *name == ACCEPT.as_str());
        if !is_described && !self.headers.contains_key(ACCEPT) {
            let accepted = HeaderValue::from_static(media_types);
            self.headers.insert(ACCEPT, accepted);
        }
    }
}

/// Text, otherwise any media type.
pub const TEXT: &str = "text/plain, */*;q=0.5";

/// JSON or text, otherwise any media type.
pub const JSON_OR_TEXT: &str = "application/json, text/plain, */*;q=0.5";

/// JSON, otherwise any media type.
pub const JSON_OR_ANY: &str = "application/json, */*;q=0.5";

/// Lines of JSON, otherwise any media type.
pub const JSON_LINES: &str = "application/x-ndjson, application/jsonl, */*;q=0.5";

/// Any media type.
pub const ANY: &str = "*/*";

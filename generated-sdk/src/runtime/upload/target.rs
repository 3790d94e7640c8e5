//! Targets of uploads, from the results of calls.

use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use serde_json::Value;

use crate::runtime::config::base_url::checked_url;
use crate::runtime::error::Error;
use crate::runtime::json::value_at::value_at;
use crate::runtime::upload::shape::UploadShape;

/// Headers that belong to the connection.
const OF_CONNECTION: [HeaderName; 4] = [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING];

/// Target of an upload.
pub(crate) struct Target {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    headers: HeaderMap,
    /// Number of bytes that the API expects.
    pub(crate) content_length: Option<u64>,
}

impl Target {
    /// Returns the target that the result of a call names. `media_type` is that of the content, which the API may replace. Errors do not contain the URL, which gives access to anyone.
    #[inline]
    pub(crate) fn new(
        shape: &UploadShape,
        body: &[u8],
        media_type: Option<&str>,
        allows_plain_http: bool,
    ) -> Result<Self, Error> {
        let at = |path| value_at(body, path).filter(|value| !value.is_null());
        let url = at(shape.url);
        let url = url.as_ref().and_then(Value::as_str).unwrap_or_default();
        let mut headers = HeaderMap::new();
        let described = shape.content_type.and_then(at);
        let described = described.as_ref().and_then(Value::as_str);
        if let Some(media_type) = described.or(media_type) {
            headers.insert(CONTENT_TYPE, header(media_type)?);
        }
        let described = shape.headers.and_then(at);
        for (name, value) in described.iter().filter_map(Value::as_object).flatten() {
            let name = name.parse().map_err(|_| bad_header())?;
            if !OF_CONNECTION.contains(&name) {
                headers.insert(name, header(value.as_str().unwrap_or_default())?);
            }
        }
        let content_length = shape.content_length.and_then(at);
        let uri = checked_url(url, allows_plain_http).map_err(|rule| {
            Error::request(format!(
                "the URL that the API returned for the upload {rule}"
            ))
        })?;
        Ok(Self {
            method: shape.method.clone(),
            uri,
            headers,
            content_length: content_length.as_ref().and_then(length),
        })
    }

    /// Returns the request of an attempt.
    pub(crate) fn http<B>(&self, body: B, content_length: u64) -> Request<B> {
        let mut http = Request::new(body);
        *http.method_mut() = self.method.clone();
        *http.uri_mut() = self.uri.clone();
        http.headers_mut().clone_from(&self.headers);
        let length = HeaderValue::from(content_length);
        http.headers_mut().insert(CONTENT_LENGTH, length);
        http
    }
}

/// Returns a number of bytes, which may be a string.
#[inline]
fn length(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

/// Returns the value of a header, which may give access.
#[inline]
fn header(text: &str) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(text).map_err(|_| bad_header())?;
    value.set_sensitive(true);
    Ok(value)
}

#[inline]
fn bad_header() -> Error {
    Error::request("the API returned an invalid header for the upload")
}

//! Uploads, as data.

use http::Method;

/// Paths of the values that an upload needs, in the result of a call.
pub struct UploadShape {
    /// HTTP method with which the content is sent.
    pub method: Method,
    /// URL to which the content is sent.
    pub url: &'static [&'static str],
    /// Media type of the content.
    pub content_type: Option<&'static [&'static str]>,
    /// Number of bytes that the API expects.
    pub content_length: Option<&'static [&'static str]>,
    /// Object with other headers of the request.
    pub headers: Option<&'static [&'static str]>,
}

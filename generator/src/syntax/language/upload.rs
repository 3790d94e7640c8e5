//! `upload:` of a method.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use crate::source::Spanned;

/// Paths of values in the result, such as `info.url`, which tell where and how content is uploaded after the call.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UploadDecl {
    /// Path of the URL to which the content is sent.
    pub url: Spanned<String>,
    /// HTTP method with which the content is sent: `PUT`, which is the default, or `POST`.
    pub method: Option<Spanned<String>>,
    /// Path of the media type of the content.
    pub content_type: Option<Spanned<String>>,
    /// Path of the number of bytes that the API expects.
    pub content_length: Option<Spanned<String>>,
    /// Path of a map of strings with other headers.
    pub headers: Option<Spanned<String>>,
}

//! `webhooks:`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{
    shorthand::{FromText, Shorthand},
    unquoted::Unquoted,
};
use crate::source::Spanned;

/// Webhooks of the API. Short form: the union of their events, whose signatures follow Standard Webhooks.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WebhooksDecl {
    /// Union of the events.
    pub event: Spanned<String>,
    /// Signatures; according to Standard Webhooks by default.
    pub signature: Option<SignatureDecl>,
}

impl FromText for WebhooksDecl {
    const EXPECTED: &'static str = "the name of a union, or a mapping with `event:`";

    fn from_text(event: Spanned<String>) -> Self {
        Self {
            event,
            signature: None,
        }
    }
}

/// Signatures of webhooks.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignatureDecl {
    /// Header with the signatures.
    pub header: Spanned<String>,
    /// Text before a signature, such as `sha256=`.
    pub prefix: Option<Spanned<String>>,
    /// Character between the items of the header; by default, the header is one item.
    pub separator: Option<Spanned<String>>,
    /// Algorithm.
    pub scheme: SchemeDecl,
    /// Encoding of a signature.
    pub encoding: EncodingDecl,
    /// Signed text, with `{body}`, `{timestamp}` and headers such as `{header:X-Id}` in braces.
    pub signed: Spanned<String>,
    /// Timestamp of a webhook; without one, webhooks of any age are accepted.
    pub timestamp: Option<Shorthand<TimestampDecl>>,
    /// Encoding of the secret; by default, its text is the key.
    pub secret: Option<SecretDecl>,
}

/// Algorithm of signatures.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SchemeDecl {
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-512.
    HmacSha512,
}

/// Encoding of bytes as text.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EncodingDecl {
    /// Hexadecimal digits.
    Hex,
    /// Base64.
    Base64,
}

/// Timestamp of a webhook. Short form: its header.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TimestampDecl {
    /// Header with the timestamp; by default, it is an item of the header with the signatures.
    pub header: Option<Spanned<String>>,
    /// Text before the timestamp, such as `t=`.
    pub prefix: Option<Spanned<String>>,
    /// Format of the timestamp; `unix_seconds` by default.
    pub format: Option<TimeFormatDecl>,
    /// Maximum age of a webhook, such as `5m`, which is the default.
    pub tolerance: Option<Spanned<Unquoted>>,
}

impl FromText for TimestampDecl {
    const EXPECTED: &'static str = "the name of a header, or a mapping";

    fn from_text(header: Spanned<String>) -> Self {
        Self {
            header: Some(header),
            prefix: None,
            format: None,
            tolerance: None,
        }
    }
}

/// Format of a timestamp.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimeFormatDecl {
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// RFC 3339.
    Datetime,
}

/// Encoding of a secret.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SecretDecl {
    /// Encoding of the key.
    pub encoding: EncodingDecl,
    /// Text before the key, such as `whsec_`, which callers may leave out.
    pub prefix: Option<Spanned<String>>,
}

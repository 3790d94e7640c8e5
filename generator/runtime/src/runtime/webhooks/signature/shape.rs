//! Description of how an API signs its webhooks.

use std::time::Duration;

/// Way in which an API signs its webhooks.
#[derive(Debug)]
pub struct SignatureShape {
    /// Header with the signatures.
    pub header: &'static str,
    /// Character between the items of the header; `None` if the header is one item.
    pub separator: Option<char>,
    /// Text before a signature. Items without it are ignored.
    pub prefix: &'static str,
    /// Hash function of the HMAC.
    pub hash: Hash,
    /// Encoding of a signature.
    pub encoding: Encoding,
    /// Signed bytes, in their order.
    pub signed: &'static [SignedPart],
    /// Timestamp of a webhook.
    pub timestamp: Option<TimestampShape>,
    /// Encoding of the key in a secret; `None` if the text of the secret is the key.
    pub secret: Option<Encoding>,
    /// Text before the key in a secret, which may be left out.
    pub secret_prefix: &'static str,
}

/// Hash function of an HMAC.
#[derive(Clone, Copy, Debug)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// Encoding of bytes as text.
#[derive(Clone, Copy, Debug)]
pub enum Encoding {
    /// Hexadecimal digits.
    Hex,
    /// Base64, with optional padding.
    Base64,
}

/// Part of the signed bytes.
#[derive(Clone, Copy, Debug)]
pub enum SignedPart {
    /// Text that is always the same.
    Text(&'static str),
    /// Body of the request.
    Body,
    /// Text of the timestamp.
    Timestamp,
    /// Value of a header.
    Header(&'static str),
}

/// Timestamp of a webhook.
#[derive(Debug)]
pub struct TimestampShape {
    /// Header with the timestamp; `None` if it is an item of the header with the signatures.
    pub header: Option<&'static str>,
    /// Text before the timestamp.
    pub prefix: &'static str,
    /// Format of the timestamp.
    pub format: TimeFormat,
    /// Maximum difference between the timestamp and the clock of the receiver.
    pub tolerance: Duration,
}

/// Format of a timestamp.
#[derive(Clone, Copy, Debug)]
pub enum TimeFormat {
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// RFC 3339.
    DateTime,
}

//! Webhooks.

use super::types::ModelId;
use std::time::Duration;

/// Events that the API sends to webhooks.
#[derive(Debug)]
pub struct Webhooks {
    /// Union of the events.
    pub event: ModelId,
    /// Environment variable of the secret that they are signed with.
    pub env: Option<String>,
    /// Signatures; `None` if they follow Standard Webhooks.
    pub signature: Option<Signature>,
}

/// Signatures of webhooks.
#[derive(Debug)]
pub struct Signature {
    /// Header with the signatures, in lower case.
    pub header: String,
    /// Character between the items of the header; `None` if it is one item.
    pub separator: Option<char>,
    /// Text before a signature.
    pub prefix: String,
    /// Hash function of the HMAC.
    pub hash: SignatureHash,
    /// Encoding of a signature.
    pub encoding: TextEncoding,
    /// Signed text.
    pub signed: Vec<SignedPart>,
    /// Timestamp.
    pub timestamp: Option<SignatureTimestamp>,
    /// Encoding of the secret; `None` if its text is the key.
    pub secret: Option<SecretEncoding>,
}

/// Hash function of an HMAC.
#[derive(Clone, Copy, Debug)]
pub enum SignatureHash {
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// Encoding of bytes as text.
#[derive(Clone, Copy, Debug)]
pub enum TextEncoding {
    /// Hexadecimal digits.
    Hex,
    /// Base64.
    Base64,
}

/// Part of a signed text.
#[derive(Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// Text that is always the same.
    Text(String),
    /// Body of the request.
    Body,
    /// Timestamp.
    Timestamp,
    /// Value of a header, whose name is in lower case.
    Header(String),
}

/// Timestamp of a webhook.
#[derive(Debug)]
pub struct SignatureTimestamp {
    /// Header, in lower case; `None` if the timestamp is an item of the header with the signatures.
    pub header: Option<String>,
    /// Text before the timestamp.
    pub prefix: String,
    /// Format.
    pub format: TimestampFormat,
    /// Maximum difference to the clock of the receiver.
    pub tolerance: Duration,
}

/// Format of a timestamp.
#[derive(Clone, Copy, Debug)]
pub enum TimestampFormat {
    /// Seconds since 1970.
    UnixSeconds,
    /// Milliseconds since 1970.
    UnixMillis,
    /// RFC 3339.
    DateTime,
}

/// Encoding of a secret.
#[derive(Debug)]
pub struct SecretEncoding {
    /// Encoding of the key.
    pub encoding: TextEncoding,
    /// Text before the key.
    pub prefix: String,
}

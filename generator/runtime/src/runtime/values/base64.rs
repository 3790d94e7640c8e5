//! Bytes in JSON strings.

use std::fmt;

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::DecodePaddingMode::Indifferent;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;

/// Bytes, as a base64 string in JSON.
///
/// The standard alphabet and the one for URLs are decoded, with or without padding and line breaks. Encoding uses the standard alphabet
/// with padding.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(Vec<u8>);

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(Indifferent);

impl Base64 {
    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the bytes without copying them.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let engine = GeneralPurpose::new(&STANDARD, CONFIG);
        serializer.serialize_str(&engine.encode(&self.0))
    }
}

impl FromScalar for Base64 {
    const EXPECTED: &'static str = "base64";

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        let text = scalar.text()?;
        let alphabet = if text.contains(['-', '_']) {
            &URL_SAFE
        } else {
            &STANDARD
        };
        let mut digits = Vec::with_capacity(text.len());
        for byte in text.bytes() {
            if !byte.is_ascii_whitespace() {
                digits.push(byte);
            }
        }
        let bytes = GeneralPurpose::new(alphabet, CONFIG).decode(digits);
        bytes.map(Self).ok()
    }
}

impl_deserialize!(Base64);

impl_scalar!(Base64);

impl ToJson for Base64 {}

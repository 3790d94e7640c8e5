//! Bytes in JSON strings, in the alphabet for URLs.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Serialize, Serializer};

use crate::runtime::json::bridge::impl_deserialize;
use crate::runtime::json::scalar::{FromScalar, Scalar};
use crate::runtime::json::scalar_reader::impl_scalar;
use crate::runtime::json::to_json::ToJson;
use crate::runtime::values::base64::Base64;

/// Bytes, as a string in JSON: base64 in the alphabet for URLs, without padding.
///
/// The standard alphabet is decoded as well, with or without padding and line breaks.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64Url(Base64);

impl Base64Url {
    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Returns the bytes without copying them.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl fmt::Debug for Base64Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64Url({} bytes)", self.as_bytes().len())
    }
}

impl From<Vec<u8>> for Base64Url {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<&[u8]> for Base64Url {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }
}

impl<const N: usize> From<&[u8; N]> for Base64Url {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.into())
    }
}

impl Serialize for Base64Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.as_bytes()))
    }
}

impl FromScalar for Base64Url {
    const EXPECTED: &'static str = Base64::EXPECTED;

    fn from_scalar(scalar: &Scalar<'_>) -> Option<Self> {
        Base64::from_scalar(scalar).map(Self)
    }
}

impl_deserialize!(Base64Url);

impl_scalar!(Base64Url);

impl ToJson for Base64Url {}

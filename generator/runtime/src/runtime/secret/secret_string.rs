//! Strings that hold secrets.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::runtime::secret::body_scope::record_secret;

/// Secret, such as an API key, a password or a token.
///
/// `Debug` prints `[redacted]`, there is no `Display`, and the memory is overwritten when the value is dropped.
/// Serialization writes the secret itself, because that is the form in which it is sent to the API.
///
/// `==` does not run in constant time: do not use it to check secrets that another party sends.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretString(Zeroizing<String>);

impl SecretString {
    /// Returns the secret itself, which must not be logged or shown.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Creates a secret from memory that is already overwritten when it is dropped.
    pub(crate) fn from_zeroizing(secret: Zeroizing<String>) -> Self {
        Self(secret)
    }
}

impl From<String> for SecretString {
    fn from(secret: String) -> Self {
        Self(Zeroizing::new(secret))
    }
}

impl From<&str> for SecretString {
    fn from(secret: &str) -> Self {
        Self::from(secret.to_owned())
    }
}

impl fmt::Debug for SecretString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Serialize for SecretString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        record_secret(&self.0);
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for SecretString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

//! Strings that hold secrets.

use std::cell::RefCell;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

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
        record_secret(self);
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for SecretString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

thread_local! {
    /// Secrets that were serialized during the current recording; `None` outside of a recording.
    static RECORD: RefCell<Option<Vec<SecretString>>> = const { RefCell::new(None) };
}

/// Runs a serialization. Returns its result and the secrets that it wrote.
pub(crate) fn recording<T>(serialize: impl FnOnce() -> T) -> (T, Vec<SecretString>) {
    let outer = replace_record(Some(Vec::new()));
    let result = serialize();
    (result, replace_record(outer).unwrap_or_default())
}

/// Adds a secret to the current recording. An empty one is skipped, because it would mark every empty string as secret.
fn record_secret(secret: &SecretString) {
    if secret.expose().is_empty() {
        return;
    }
    RECORD.with_borrow_mut(|record| {
        if let Some(record) = record {
            record.push(secret.clone());
        }
    });
}

/// Replaces the current recording and returns the previous one. Not generic, so that it is compiled once.
fn replace_record(record: Option<Vec<SecretString>>) -> Option<Vec<SecretString>> {
    RECORD.replace(record)
}

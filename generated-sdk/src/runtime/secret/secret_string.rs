//! Text that must not be shown.

use std::cell::RefCell;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// A secret: a key, a password, a token.
///
/// `Debug` prints `[redacted]`, there is no `Display`, and the memory is overwritten when the value is dropped.
/// Serialisation gives the secret itself, for that is how it gets to the API.
///
/// Comparison takes as long as the common prefix is: do not use it to check secrets that somebody else sends.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretString(Zeroizing<String>);

impl SecretString {
    /// The secret itself. Take care where it goes.
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
        note(self);
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for SecretString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

thread_local! {
    /// The secrets so far; `None` while nobody records.
    static RECORD: RefCell<Option<Vec<SecretString>>> = const { RefCell::new(None) };
}

/// Runs a serialisation, and gives the secrets that went into it along.
pub(crate) fn recording<T>(serialise: impl FnOnce() -> T) -> (T, Vec<SecretString>) {
    let outer = exchange(Some(Vec::new()));
    let result = serialise();
    (result, exchange(outer).unwrap_or_default())
}

/// A secret is being serialised. An empty one is none: it would make every empty string look secret.
fn note(secret: &SecretString) {
    if secret.expose().is_empty() {
        return;
    }
    RECORD.with_borrow_mut(|record| {
        if let Some(record) = record {
            record.push(secret.clone());
        }
    });
}

/// Begins a record, or goes on with an outer one. Not generic, so that it is compiled once.
fn exchange(record: Option<Vec<SecretString>>) -> Option<Vec<SecretString>> {
    RECORD.replace(record)
}

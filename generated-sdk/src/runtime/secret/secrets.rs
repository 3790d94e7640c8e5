//! Secrets of a client.

use std::fmt;

use crate::runtime::secret::secret_string::SecretString;

/// Secrets of a client, by the name of the builder method that set them. A list is enough for a few of them, and is less
/// code to compile than a map.
#[derive(Clone, Default)]
pub(crate) struct Secrets(pub(crate) Vec<(&'static str, SecretString)>);

impl Secrets {
    /// Sets the secret of a method, instead of an earlier one.
    pub(crate) fn insert(&mut self, method: &'static str, secret: SecretString) {
        for (other, current) in &mut self.0 {
            if *other == method {
                *current = secret;
                return;
            }
        }
        self.0.push((method, secret));
    }

    /// Returns the secret of a method.
    pub(crate) fn get(&self, method: &str) -> Option<&SecretString> {
        for (other, secret) in &self.0 {
            if *other == method {
                return Some(secret);
            }
        }
        None
    }

    /// Returns all secrets with their methods.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, (&'static str, SecretString)> {
        self.0.iter()
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (method, secret) in &self.0 {
            map.entry(method, secret);
        }
        map.finish()
    }
}

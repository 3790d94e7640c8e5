//! Credentials of several schemes.

use crate::runtime::auth::provider::Credentials;
use crate::runtime::secret::secret_string::SecretString;

impl Credentials {
    /// Creates credentials from the value of a method of the client builder, such as `api_key`. They can be used until they are
    /// refused, unless an expiry is set.
    #[must_use]
    pub fn named(method: &'static str, value: impl Into<SecretString>) -> Self {
        Self::of([(method, value.into())])
    }

    /// Adds other credentials. All of them can be used until the first ones expire.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        let Self { values, expiry } = other;
        for (method, value) in values.iter() {
            self.values.insert(method, value.clone());
        }
        let both = self.expiry.into_iter().chain(expiry);
        self.expiry = both.min();
        self
    }
}

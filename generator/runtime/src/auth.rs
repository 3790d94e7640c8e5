//! How requests prove who sends them.

use std::collections::BTreeMap;
use std::fmt;

use http::HeaderMap;

use super::configure::Environment;
use super::error::Error;
use super::secret::SecretString;

/// What a client was given that must not be shown, by the builder's method that took it.
pub(super) type Secrets = BTreeMap<&'static str, SecretString>;

/// A way of proving it.
///
/// Each has a file of its own, and an API names its own by reference: an enum would bring all of them, and what
/// they depend on, into every SDK.
pub trait Auth: fmt::Debug + Sync {
    /// Adds what every request of a client has to carry. What the environment holds of it joins the secrets.
    ///
    /// # Errors
    /// A configuration error, if a value is missing or does not fit.
    fn authorize(
        &self,
        headers: &mut HeaderMap,
        secrets: &mut Secrets,
        env: Environment,
    ) -> Result<(), Error>;
}

//! Webhooks: verification of signatures, and decoding of events.

pub mod checks;
pub mod standard;

use std::fmt;
use std::marker::PhantomData;
use std::time::SystemTime;

use http::HeaderMap;

use crate::runtime::client::Core;
use crate::runtime::config::environment::{Environment, configured};
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::json::decode::parse;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::{FromJson, JsonValue};
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::time;

/// Verifier of webhooks: verifies that the API sent them, and decodes their events.
///
/// It needs no client and no API key. It is cheap to clone, and can be shared between threads.
pub struct Webhooks<E, V> {
    pub(crate) verifier: V,
    event: PhantomData<fn() -> E>,
}

/// Event that an API sends as a webhook.
pub trait Event: FromJson {
    /// Environment variable that may contain the secret.
    const SECRET_ENV: Option<&'static str>;
}

/// Verifier of signatures.
pub trait Verify: Sized {
    /// Creates a verifier from a secret, which is trimmed and not blank.
    ///
    /// # Errors
    /// Returns a configuration error if the secret is not valid. The message does not contain it.
    fn new(secret: &str) -> Result<Self, Error>;

    /// Verifies a webhook that was received at `now`.
    ///
    /// # Errors
    /// Returns an error if a header is missing or not valid, the webhook is too old or from the future, or no
    /// signature is valid.
    fn verify_at(&self, body: &[u8], headers: &HeaderMap, now: SystemTime) -> Result<(), Error>;
}

impl<E: Event, V: Verify> Webhooks<E, V> {
    /// Creates a verifier from a secret.
    ///
    /// # Errors
    /// Returns a configuration error if the secret is blank or not valid.
    pub fn new(secret: impl Into<SecretString>) -> Result<Self, Error> {
        verifier("Webhooks::new", &secret.into()).map(Self::of)
    }

    /// Creates a verifier from the secret in the environment.
    ///
    /// # Errors
    /// Returns a configuration error if the variable is not set; otherwise as [`new`](Self::new) does.
    pub fn from_env() -> Result<Self, Error> {
        let secret = secret("Webhooks::new", None, E::SECRET_ENV, &|name| {
            std::env::var_os(name)
        })?;
        Self::new(secret)
    }

    /// Verifies a webhook and decodes its event.
    ///
    /// The body must be the bytes that were received: JSON that was parsed and serialized again has another signature.
    ///
    /// # Errors
    /// Returns the same errors as [`verify`](Self::verify), and a decoding error that contains the path in the body.
    pub fn unwrap(&self, body: &[u8], headers: &HeaderMap) -> Result<E, Error> {
        self.verify(body, headers)?;
        let mut event = None;
        let mut read = |json: JsonValue<'_>| E::read(&mut event, json);
        parse(body, "the body", Notes::default(), &mut read).map_err(undecodable)?;
        event.ok_or_else(|| undecodable(DecodeFailure::of("the body is empty".to_owned())))
    }

    /// Verifies that a webhook was signed with the secret, and not too long ago if its signature has a time.
    ///
    /// # Errors
    /// Returns an error of the kind [`Webhook`](ErrorKind::Webhook) if a header is missing or not valid, the webhook
    /// is too old or from the future, or no signature is valid.
    pub fn verify(&self, body: &[u8], headers: &HeaderMap) -> Result<(), Error> {
        self.verifier.verify_at(body, headers, time::time_of_day())
    }

    fn of(verifier: V) -> Self {
        Self {
            verifier,
            event: PhantomData,
        }
    }
}

impl Settings {
    /// Sets the secret for the signatures of webhooks.
    pub fn webhook_secret(&mut self, secret: SecretString) {
        self.secrets.insert("webhook_secret", secret);
    }
}

impl Core {
    /// Creates a verifier of webhooks from the client's secret, else from the environment.
    ///
    /// # Errors
    /// Returns a configuration error if neither is set, or if the secret is not valid.
    pub fn webhooks<E: Event, V: Verify>(&self) -> Result<Webhooks<E, V>, Error> {
        self.webhooks_with(&|name| std::env::var_os(name))
    }

    /// Creates a verifier of webhooks, with the given environment.
    ///
    /// # Errors
    /// Returns the same errors as [`webhooks`](Self::webhooks).
    pub fn webhooks_with<E: Event, V: Verify>(
        &self,
        env: Environment,
    ) -> Result<Webhooks<E, V>, Error> {
        let own = self.inner().identity.secrets.get("webhook_secret");
        let secret = secret("ClientBuilder::webhook_secret", own, E::SECRET_ENV, env)?;
        Webhooks::new(secret)
    }
}

impl Error {
    /// Returns `true` if verification of a webhook failed.
    #[must_use]
    pub fn is_webhook(&self) -> bool {
        self.kind() == ErrorKind::Webhook
    }
}

/// Not derived, because the type of the event need not implement `Clone`.
impl<E, V: Clone> Clone for Webhooks<E, V> {
    fn clone(&self) -> Self {
        Self {
            verifier: self.verifier.clone(),
            event: PhantomData,
        }
    }
}

impl<E, V> fmt::Debug for Webhooks<E, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks").finish_non_exhaustive()
    }
}

/// Returns the error for a verified webhook whose event cannot be decoded.
fn undecodable(failure: DecodeFailure) -> Error {
    let detail = format!("cannot decode the event of the webhook: {failure}");
    Error::new(ErrorKind::Decode, detail).caused_by(failure)
}

/// Creates a verifier from the secret that was passed to `method`.
pub(crate) fn verifier<V: Verify>(method: &str, secret: &SecretString) -> Result<V, Error> {
    let secret = secret.expose().trim();
    if secret.is_empty() {
        let detail = format!("the secret for `{method}` is blank");
        return Err(Error::configuration(detail));
    }
    V::new(secret)
}

/// Returns `explicit`, the secret that was passed to `method`, else that in an environment variable. Fails if neither is
/// set.
fn secret(
    method: &str,
    explicit: Option<&SecretString>,
    variable: Option<&str>,
    env: Environment,
) -> Result<SecretString, Error> {
    let explicit = explicit.map(SecretString::expose);
    let secret = configured("webhook_secret", explicit, variable, env)?;
    secret.map(SecretString::from).ok_or_else(|| {
        let or_variable = or_variable(variable);
        Error::configuration(format!("no webhook secret: call `{method}`{or_variable}"))
    })
}

//! Webhooks: verification of signatures, and decoding of events.

pub mod verifier;

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use crate::runtime::client::Core;
use crate::runtime::config::environment::Environment;
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::decode::parse;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::json::path::Notes;
use crate::runtime::json::value::{FromJson, JsonValue};
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::webhooks::verifier::Verifier;

/// Receiver of webhooks: verifies that the API sent them, and decodes their events.
///
/// It needs no client and no API key. It is cheap to clone, and can be shared between threads.
pub struct Webhooks<E> {
    verifier: Verifier,
    event: PhantomData<fn() -> E>,
}

/// Event that an API sends as a webhook.
pub trait Event: FromJson {
    /// Environment variable that may contain the secret.
    const SECRET_ENV: Option<&'static str>;
}

impl<E: Event> Webhooks<E> {
    /// Creates a receiver from a secret. The prefix `whsec_` is optional.
    ///
    /// # Errors
    /// Fails with a configuration error if the secret is blank, is not base64, or does not have 24 to 64 bytes.
    pub fn new(secret: impl Into<SecretString>) -> Result<Self, Error> {
        Verifier::new(&secret.into()).map(Self::of)
    }

    /// Creates a receiver from the secret in the environment.
    ///
    /// # Errors
    /// Fails with a configuration error if the variable is not set; otherwise as [`new`](Self::new) does.
    pub fn from_env() -> Result<Self, Error> {
        let variable = E::SECRET_ENV;
        Verifier::configured("Webhooks::new", None, variable, &|name| {
            std::env::var_os(name)
        })
        .map(Self::of)
    }

    /// Verifies a webhook and decodes its event.
    ///
    /// The body must be the bytes that were received: JSON that was parsed and serialized again has another signature.
    ///
    /// # Errors
    /// Fails as [`verify`](Self::verify) does, or with a decoding error that contains the path in the body.
    pub fn unwrap(&self, body: &[u8], headers: &HeaderMap) -> Result<E, Error> {
        self.verify(body, headers)?;
        let mut event = None;
        let mut read = |json: JsonValue<'_>| E::read(&mut event, json);
        parse(body, "the body", Notes::default(), &mut read).map_err(undecodable)?;
        event.ok_or_else(|| undecodable(DecodeFailure::of("the body is empty".to_owned())))
    }

    /// Verifies that a webhook was signed with the secret, at most five minutes ago.
    ///
    /// A webhook may be delivered more than once within that time: compare the header `webhook-id` to find duplicates.
    ///
    /// # Errors
    /// Fails with an error of the kind [`Webhook`](ErrorKind::Webhook) if a header is missing or not valid, the webhook
    /// is too old or from the future, or no signature is valid.
    pub fn verify(&self, body: &[u8], headers: &HeaderMap) -> Result<(), Error> {
        self.verifier.verify(body, headers)
    }

    fn of(verifier: Verifier) -> Self {
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
    /// Creates a receiver of webhooks from the client's secret, else from the environment.
    ///
    /// # Errors
    /// Fails with a configuration error if neither is set, or if the secret is not valid.
    pub fn webhooks<E: Event>(&self) -> Result<Webhooks<E>, Error> {
        self.webhooks_with(&|name| std::env::var_os(name))
    }

    /// Creates a receiver of webhooks, with the given environment.
    ///
    /// # Errors
    /// Fails as [`webhooks`](Self::webhooks) does.
    pub fn webhooks_with<E: Event>(&self, env: Environment) -> Result<Webhooks<E>, Error> {
        let own = self.inner().identity.secrets.get("webhook_secret");
        Verifier::configured("ClientBuilder::webhook_secret", own, E::SECRET_ENV, env)
            .map(Webhooks::of)
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
impl<E> Clone for Webhooks<E> {
    fn clone(&self) -> Self {
        Self {
            verifier: self.verifier.clone(),
            event: PhantomData,
        }
    }
}

impl<E> fmt::Debug for Webhooks<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhooks").finish_non_exhaustive()
    }
}

/// Returns the error for a verified webhook whose event cannot be decoded.
fn undecodable(failure: DecodeFailure) -> Error {
    let detail = format!("cannot decode the event of the webhook: {failure}");
    Error::new(ErrorKind::Decode, detail).caused_by(failure)
}

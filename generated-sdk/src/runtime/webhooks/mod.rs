//! Optional: needed by an API that sends webhooks, together with `webhook_verifier.rs`.

pub mod verifier;

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::runtime::client::Core;
use crate::runtime::config::environment::Environment;
use crate::runtime::config::settings::Settings;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::json::decode::parse;
use crate::runtime::json::failure::DecodeFailure;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::webhooks::verifier::Verifier;

/// Verifies the webhooks that the API sends, and decodes their events.
///
/// It needs no client and no API key. It is cheap to clone, and may be shared between threads.
pub struct Webhooks<E> {
    verifier: Verifier,
    event: PhantomData<fn() -> E>,
}

/// What the generator says of the events of an API.
pub trait Event: DeserializeOwned {
    /// The environment variable that may hold the secret.
    const SECRET_ENV: Option<&'static str>;
}

impl<E: Event> Webhooks<E> {
    /// Verifies with a secret, with or without `whsec_` in front.
    ///
    /// # Errors
    /// A configuration error, if the secret is blank, is not base64, or does not have 24 to 64 bytes.
    pub fn new(secret: impl Into<SecretString>) -> Result<Self, Error> {
        Verifier::new(&secret.into()).map(Self::of)
    }

    /// Verifies with the secret that the environment holds.
    ///
    /// # Errors
    /// A configuration error that names the variable if it is not set; otherwise as [`new`](Self::new).
    pub fn from_env() -> Result<Self, Error> {
        let variable = E::SECRET_ENV;
        Verifier::configured("Webhooks::new", None, variable, &|name| {
            std::env::var_os(name)
        })
        .map(Self::of)
    }

    /// Verifies a webhook, and decodes its event.
    ///
    /// The body must be the bytes as they came: JSON that was read and written again has another signature.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), and an error of decoding that names the place in the body.
    pub fn unwrap(&self, body: &[u8], headers: &HeaderMap) -> Result<E, Error> {
        self.verify(body, headers)?;
        parse(body, "the body", || PhantomData::<E>).map_err(undecodable)
    }

    /// Verifies that a webhook was signed with the secret, at most five minutes ago.
    ///
    /// Within that time it may arrive twice: the header `webhook-id` tells.
    ///
    /// # Errors
    /// An error of the kind [`Webhook`](ErrorKind::Webhook) that says what is missing, too old or not signed.
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
    /// Sets the secret that webhooks are signed with.
    pub fn webhook_secret(&mut self, secret: SecretString) {
        self.secrets.insert("webhook_secret", secret);
    }
}

impl Core {
    /// Verifies webhooks with the client's secret, else with the environment's.
    ///
    /// # Errors
    /// A configuration error, if neither is set, or what is set does not fit.
    pub fn webhooks<E: Event>(&self) -> Result<Webhooks<E>, Error> {
        self.webhooks_with(&|name| std::env::var_os(name))
    }

    /// Verifies webhooks with an environment of the caller's choice.
    ///
    /// # Errors
    /// As [`webhooks`](Self::webhooks).
    pub fn webhooks_with<E: Event>(&self, env: Environment) -> Result<Webhooks<E>, Error> {
        let own = self.inner().identity.secrets.get("webhook_secret");
        Verifier::configured("ClientBuilder::webhook_secret", own, E::SECRET_ENV, env)
            .map(Webhooks::of)
    }
}

impl Error {
    /// Whether a webhook was refused: it is not the API's, or not a recent one.
    #[must_use]
    pub fn is_webhook(&self) -> bool {
        self.kind() == ErrorKind::Webhook
    }
}

/// An event may be of any type.
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

/// The error of a webhook that is the API's, but no event.
fn undecodable(failure: DecodeFailure) -> Error {
    let detail = format!("cannot decode the event of the webhook: {failure}");
    Error::new(ErrorKind::Decode, detail).caused_by(failure)
}

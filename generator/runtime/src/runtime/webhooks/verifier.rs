//! Verification of signatures according to Standard Webhooks.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode::Indifferent;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::runtime::config::environment::{Environment, configured};
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::time;

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// Maximum difference between the timestamp and the clock of the receiver.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Base64 with optional padding, because some senders leave it out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(Indifferent),
);

/// Verifier of signatures. Not generic over events, so that it is compiled once.
#[derive(Clone)]
pub struct Verifier {
    /// MAC that is initialised with the key and has no input yet. The key itself is not stored.
    keyed_mac: Hmac<Sha256>,
}

impl Verifier {
    /// Creates a verifier from a secret: base64 of 24 to 64 bytes. The prefix `whsec_` is optional.
    ///
    /// # Errors
    /// Fails with a configuration error if the secret is not valid. The message does not contain it.
    pub fn new(secret: &SecretString) -> Result<Self, Error> {
        let text = secret.expose().trim();
        if text.is_empty() {
            return Err(Error::configuration(
                "the secret for `Webhooks::new` is blank",
            ));
        }
        let key = BASE64.decode(text.strip_prefix("whsec_").unwrap_or(text));
        let key = key
            .map(Zeroizing::new)
            .map_err(|_| Error::configuration("the webhook secret is not base64"))?;
        if !(24..=64).contains(&key.len()) {
            return Err(Error::configuration(
                "the webhook secret must have 24 to 64 bytes, as base64",
            ));
        }
        Hmac::new_from_slice(&key)
            .map(|keyed_mac| Self { keyed_mac })
            .map_err(|_| Error::configuration("the length of the webhook secret is not valid"))
    }

    /// Creates a verifier from `explicit`, the secret that was passed to `method`, else from an environment variable.
    ///
    /// # Errors
    /// Fails with a configuration error that names both if neither is set; otherwise as [`new`](Self::new) does.
    pub fn configured(
        method: &str,
        explicit: Option<&SecretString>,
        variable: Option<&str>,
        env: Environment,
    ) -> Result<Self, Error> {
        let explicit = explicit.map(SecretString::expose);
        let secret = configured("webhook_secret", explicit, variable, env)?.map(SecretString::from);
        let secret = secret.ok_or_else(|| {
            let or_variable = or_variable(variable);
            Error::configuration(format!("no webhook secret: call `{method}`{or_variable}"))
        })?;
        Self::new(&secret)
    }

    /// Verifies a webhook that was received now.
    ///
    /// # Errors
    /// Fails if a header is missing or not valid, the webhook is too old or from the future, or no signature is valid.
    pub fn verify(&self, body: &[u8], headers: &HeaderMap) -> Result<(), Error> {
        self.verify_at(body, headers, time::time_of_day())
    }

    /// Verifies a webhook that was received at `now`.
    ///
    /// # Errors
    /// Fails as [`verify`](Self::verify) does.
    pub fn verify_at(
        &self,
        body: &[u8],
        headers: &HeaderMap,
        now: SystemTime,
    ) -> Result<(), Error> {
        let id = header(headers, ID)?;
        let timestamp = header(headers, TIMESTAMP)?;
        let signatures = header(headers, SIGNATURE)?;
        check_time(timestamp, now)?;
        let mut signature = self.keyed_mac.clone();
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            signature.update(part);
        }
        // While the secret is being replaced, there are several signatures. Other versions than `v1` are ignored.
        let mut signatures = signatures
            .split(' ')
            .filter_map(|text| BASE64.decode(text.strip_prefix("v1,")?).ok());
        if signatures.any(|candidate| signature.clone().verify_slice(&candidate).is_ok()) {
            Ok(())
        } else {
            Err(refused("the webhook is not signed with the secret"))
        }
    }
}

/// Returns the value of a required header.
fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, Error> {
    let value = headers
        .get(name)
        .ok_or_else(|| refused(format!("the webhook has no header `{name}`")))?;
    value
        .to_str()
        .map_err(|_| refused(format!("the header `{name}` of the webhook is not ASCII")))
}

/// Checks that a timestamp is not too old, which prevents replay attacks, and not in the future.
fn check_time(timestamp: &str, now: SystemTime) -> Result<(), Error> {
    // `parse` alone would accept a sign.
    let is_number = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let sent = timestamp.parse().ok().filter(|_| is_number);
    let sent = sent.map(Duration::from_secs).ok_or_else(|| {
        refused(format!(
            "the header `{TIMESTAMP}` is not a number of seconds"
        ))
    })?;
    // Timestamps are whole seconds, so the clock is compared in whole seconds.
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let now = Duration::from_secs(now);
    if now.saturating_sub(sent) > TOLERANCE {
        let tolerance = TOLERANCE.as_secs();
        return Err(refused(format!(
            "the webhook is too old: it was sent more than {tolerance} seconds ago"
        )));
    }
    if sent.saturating_sub(now) > TOLERANCE {
        return Err(refused(
            "the webhook is from the future: one of the clocks is wrong",
        ));
    }
    Ok(())
}

/// Returns the error for a webhook that could not be verified.
fn refused(detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Webhook, detail)
}

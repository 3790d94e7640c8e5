//! Optional: needed by `webhook.rs`. Standard Webhooks: who signed a body, and when.

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

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// How far the clocks of sender and receiver may be apart, delivery included.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Some senders leave the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(Indifferent),
);

/// Verifies signatures. It knows no event, so that it is compiled once.
#[derive(Clone)]
pub struct Verifier {
    /// The signature of nothing. The key itself is not kept.
    unsigned: Hmac<Sha256>,
}

impl Verifier {
    /// Verifies with a secret: base64 of 24 to 64 bytes, with or without `whsec_` in front.
    ///
    /// # Errors
    /// A configuration error, if the secret is something else. It is not repeated.
    pub fn new(secret: &SecretString) -> Result<Self, Error> {
        let text = secret.expose().trim();
        if text.is_empty() {
            return Err(Error::configuration(
                "`Webhooks::new` was given a blank value",
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
            .map(|unsigned| Self { unsigned })
            .map_err(|_| Error::configuration("the webhook secret has no usable length"))
    }

    /// Verifies with the secret that was given to `method`, else with that of a variable.
    ///
    /// # Errors
    /// A configuration error that names both if neither is set; otherwise as [`new`](Self::new).
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

    /// Verifies a webhook that arrives now.
    ///
    /// # Errors
    /// What is missing, too old or not signed.
    pub fn verify(&self, body: &[u8], headers: &HeaderMap) -> Result<(), Error> {
        self.verify_at(body, headers, SystemTime::now())
    }

    /// Verifies a webhook that arrives at a moment of the caller's choice.
    ///
    /// # Errors
    /// As [`verify`](Self::verify).
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
        let mut signature = self.unsigned.clone();
        for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
            signature.update(part);
        }
        // There are several while the secret is being changed; those of other versions are not for us.
        let mut signatures = signatures
            .split(' ')
            .filter_map(|text| BASE64.decode(text.strip_prefix("v1,")?).ok());
        if signatures.any(|given| signature.clone().verify_slice(&given).is_ok()) {
            Ok(())
        } else {
            Err(refused("the webhook is not signed with the secret"))
        }
    }
}

/// A header that every webhook has.
fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, Error> {
    let value = headers
        .get(name)
        .ok_or_else(|| refused(format!("the webhook has no header `{name}`")))?;
    value
        .to_str()
        .map_err(|_| refused(format!("the header `{name}` of the webhook is not ASCII")))
}

/// Refuses what was sent long ago, as a copy of an earlier webhook is, or has not been sent yet.
fn check_time(timestamp: &str, now: SystemTime) -> Result<(), Error> {
    // `parse` alone would let a sign pass.
    let is_number = timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let sent = timestamp.parse().ok().filter(|_| is_number);
    let sent = sent.map(Duration::from_secs).ok_or_else(|| {
        refused(format!(
            "the header `{TIMESTAMP}` is not a number of seconds"
        ))
    })?;
    // The protocol counts whole seconds, and so does this.
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

/// The error of a webhook that is not to be trusted.
fn refused(detail: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Webhook, detail)
}

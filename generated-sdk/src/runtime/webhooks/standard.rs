//! Verification of signatures according to Standard Webhooks.

use std::time::{Duration, SystemTime};

use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::runtime::error::Error;
use crate::runtime::webhooks::checks::{BASE64, check_time, digits, header, refused, unsigned};
use crate::runtime::webhooks::{Verify, Webhooks};

const ID: &str = "webhook-id";
const TIMESTAMP: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// Maximum difference between the timestamp and the clock of the receiver.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Verifier of webhooks whose signatures follow Standard Webhooks.
pub type StandardWebhooks<E> = Webhooks<E, StandardVerifier>;

/// Verifier of signatures. Not generic over events, so that it is compiled once.
#[derive(Clone)]
pub struct StandardVerifier {
    /// MAC that is initialised with the key and has no input yet. The key itself is not stored.
    keyed_mac: Hmac<Sha256>,
}

impl Verify for StandardVerifier {
    /// Creates a verifier from a secret: base64 of 24 to 64 bytes. The prefix `whsec_` is optional.
    fn new(secret: &str) -> Result<Self, Error> {
        let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap_or(secret));
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

    fn verify_at(&self, body: &[u8], headers: &HeaderMap, now: SystemTime) -> Result<(), Error> {
        let id = header(headers, ID)?;
        let timestamp = header(headers, TIMESTAMP)?;
        let signatures = header(headers, SIGNATURE)?;
        let sent = digits(timestamp).map(Duration::from_secs).ok_or_else(|| {
            refused(format!(
                "the header `{TIMESTAMP}` is not a number of seconds"
            ))
        })?;
        check_time(sent, now, TOLERANCE)?;
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
            Err(unsigned())
        }
    }
}

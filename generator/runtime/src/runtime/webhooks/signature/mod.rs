//! Verification of signatures that follow the description of an API.

pub mod encoding;
pub mod mac;
pub mod shape;

use std::marker::PhantomData;
use std::time::SystemTime;

use http::HeaderMap;
use zeroize::Zeroizing;

use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::webhooks::checks::{check_time, header, refused, unsigned};
use crate::runtime::webhooks::signature::mac::KeyedMac;
use crate::runtime::webhooks::signature::shape::{SignatureShape, SignedPart, TimestampShape};
use crate::runtime::webhooks::{Event, Verify, Webhooks, verifier};

/// Verifier of webhooks whose signatures the API describes.
pub type SignedWebhooks<E> = Webhooks<E, SignatureVerifier<E>>;

/// Event whose signature is described by the API.
pub trait SignedEvent: Event {
    /// Way in which the API signs it.
    const SIGNATURE: &'static SignatureShape;
}

/// Verifier of the signatures of an API.
pub struct SignatureVerifier<E> {
    /// A MAC without input for each secret.
    pub(crate) keyed_macs: Vec<KeyedMac>,
    event: PhantomData<fn() -> E>,
}

impl<E: SignedEvent> Verify for SignatureVerifier<E> {
    fn new(secret: &str) -> Result<Self, Error> {
        keyed_mac(E::SIGNATURE, secret).map(|keyed_mac| Self {
            keyed_macs: vec![keyed_mac],
            event: PhantomData,
        })
    }

    fn verify_at(&self, body: &[u8], headers: &HeaderMap, now: SystemTime) -> Result<(), Error> {
        verify(E::SIGNATURE, &self.keyed_macs, body, headers, now)
    }
}

impl<E: SignedEvent> SignedWebhooks<E> {
    /// Accepts another secret as well, while a secret is being replaced.
    ///
    /// # Errors
    /// Returns the same errors as [`new`](Self::new).
    pub fn or_secret(mut self, secret: impl Into<SecretString>) -> Result<Self, Error> {
        let other: SignatureVerifier<E> = verifier("Webhooks::or_secret", &secret.into())?;
        self.verifier.keyed_macs.extend(other.keyed_macs);
        Ok(self)
    }
}

/// Not derived, because the type of the event need not implement `Clone`.
impl<E> Clone for SignatureVerifier<E> {
    fn clone(&self) -> Self {
        Self {
            keyed_macs: self.keyed_macs.clone(),
            event: PhantomData,
        }
    }
}

fn keyed_mac(shape: &SignatureShape, secret: &str) -> Result<KeyedMac, Error> {
    let Some(encoding) = shape.secret else {
        return KeyedMac::new(shape.hash, secret.as_bytes());
    };
    let text = secret.strip_prefix(shape.secret_prefix).unwrap_or(secret);
    let key = encoding.decode(text).map(Zeroizing::new);
    let key = key.filter(|key| !key.is_empty()).ok_or_else(|| {
        let words = encoding.words();
        Error::configuration(format!("the webhook secret is not {words}"))
    })?;
    KeyedMac::new(shape.hash, &key)
}

fn verify(
    shape: &SignatureShape,
    keyed_macs: &[KeyedMac],
    body: &[u8],
    headers: &HeaderMap,
    now: SystemTime,
) -> Result<(), Error> {
    let items = header(headers, shape.header)?;
    let timestamp = match &shape.timestamp {
        Some(timestamp) => {
            let text = timestamp_text(shape, timestamp, items, headers)?;
            check_timestamp(shape, timestamp, text, now)?;
            text
        }
        None => "",
    };
    let mut macs = keyed_macs.to_vec();
    for part in shape.signed {
        let bytes = match part {
            SignedPart::Text(text) => text.as_bytes(),
            SignedPart::Body => body,
            SignedPart::Timestamp => timestamp.as_bytes(),
            SignedPart::Header(name) => header(headers, name)?.as_bytes(),
        };
        for mac in &mut macs {
            mac.update(bytes);
        }
    }
    // While a secret is being replaced, there may be several signatures.
    let mut signatures = self::items(shape, items)
        .filter_map(|item| shape.encoding.decode(item.strip_prefix(shape.prefix)?));
    if signatures.any(|signature| macs.iter().any(|mac| mac.has_signature(&signature))) {
        Ok(())
    } else {
        Err(unsigned())
    }
}

/// Returns the items of the header with the signatures.
fn items<'a>(shape: &SignatureShape, text: &'a str) -> impl Iterator<Item = &'a str> {
    let separator = shape.separator;
    let items = text.split(move |c| Some(c) == separator);
    items.map(str::trim)
}

/// Returns the text of a timestamp without its prefix.
fn timestamp_text<'a>(
    shape: &SignatureShape,
    timestamp: &TimestampShape,
    signatures: &'a str,
    headers: &'a HeaderMap,
) -> Result<&'a str, Error> {
    let text = match timestamp.header {
        Some(name) => header(headers, name)?.strip_prefix(timestamp.prefix),
        None => items(shape, signatures).find_map(|item| item.strip_prefix(timestamp.prefix)),
    };
    text.ok_or_else(|| not_valid(shape, timestamp))
}

fn check_timestamp(
    shape: &SignatureShape,
    timestamp: &TimestampShape,
    text: &str,
    now: SystemTime,
) -> Result<(), Error> {
    let sent = timestamp.format.parse(text);
    let sent = sent.ok_or_else(|| not_valid(shape, timestamp))?;
    check_time(sent, now, timestamp.tolerance)
}

/// Returns the error for a timestamp that is missing, or in another format.
fn not_valid(shape: &SignatureShape, timestamp: &TimestampShape) -> Error {
    let (prefix, words) = (timestamp.prefix, timestamp.format.words());
    let behind = if prefix.is_empty() {
        String::new()
    } else {
        format!(" behind `{prefix}`")
    };
    let header = timestamp.header.unwrap_or(shape.header);
    refused(format!(
        "the header `{header}` does not have {words}{behind}"
    ))
}

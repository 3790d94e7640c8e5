//! Signatures of webhooks in tests.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::time;
use crate::runtime::webhooks::signature::shape::{
    SignatureShape, SignedPart, TimeFormat, TimestampShape,
};
use crate::runtime::webhooks::signature::{SignedEvent, SignedWebhooks};

impl<E: SignedEvent> SignedWebhooks<E> {
    /// Returns the headers of a webhook with this body, as the API would sign it now. Other headers that are signed have
    /// the value `test`.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> HeaderMap {
        self.sign_at(body, time::time_of_day())
    }

    /// Returns the headers of a webhook with this body, as the API would have signed it at the given time.
    #[must_use]
    pub fn sign_at(&self, body: &[u8], now: SystemTime) -> HeaderMap {
        let shape = E::SIGNATURE;
        let timestamp = shape.timestamp.as_ref().map(|shape| written(shape, now));
        let timestamp = timestamp.unwrap_or_default();
        let mut headers = HeaderMap::new();
        let items = self.verifier.keyed_macs.iter().map(|keyed_mac| {
            let mut mac = keyed_mac.clone();
            for part in shape.signed {
                match part {
                    SignedPart::Text(text) => mac.update(text.as_bytes()),
                    SignedPart::Body => mac.update(body),
                    SignedPart::Timestamp => mac.update(timestamp.as_bytes()),
                    SignedPart::Header(_) => mac.update(VALUE.as_bytes()),
                }
            }
            format!("{}{}", shape.prefix, shape.encoding.encode(&mac.sign()))
        });
        let mut items: Vec<_> = items.collect();
        for part in shape.signed {
            if let SignedPart::Header(name) = part {
                insert(&mut headers, name, VALUE);
            }
        }
        if let Some(of) = &shape.timestamp {
            let text = format!("{}{timestamp}", of.prefix);
            match of.header {
                Some(name) => insert(&mut headers, name, &text),
                None => items.insert(0, text),
            }
        }
        insert(&mut headers, shape.header, &joined(shape, &items));
        headers
    }
}

/// Value of other headers that are signed.
const VALUE: &str = "test";

/// Returns a time in the format of a timestamp.
fn written(shape: &TimestampShape, time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    match shape.format {
        TimeFormat::UnixSeconds => since.as_secs().to_string(),
        TimeFormat::UnixMillis => since.as_millis().to_string(),
        TimeFormat::DateTime => {
            let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
            let time = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
            format!("{time:?}")
        }
    }
}

/// Returns the items of the header with the signatures. A header that is one item has the first signature.
fn joined(shape: &SignatureShape, items: &[String]) -> String {
    match shape.separator {
        Some(separator) => items.join(&separator.to_string()),
        None => items.first().cloned().unwrap_or_default(),
    }
}

fn insert(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

//! Checks that all ways to sign webhooks have in common.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode::Indifferent;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};
use http::HeaderMap;

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;

/// Base64 with optional padding, because some senders leave it out.
pub const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(Indifferent),
);

/// Returns the value of a required header.
///
/// # Errors
/// Returns an error if the header is missing or not ASCII.
pub fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, Error> {
    let value = headers
        .get(name)
        .ok_or_else(|| refused(format!("the webhook has no header `{name}`")))?;
    value
        .to_str()
        .map_err(|_| refused(format!("the header `{name}` of the webhook is not ASCII")))
}

/// Parses a number that has only digits. `parse` alone would accept a sign.
#[must_use]
pub fn digits(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// Checks that a time since 1970 is not too old, which prevents replay attacks, and not in the future.
///
/// # Errors
/// Returns an error if the time differs from `now` by more than `tolerance`.
pub fn check_time(sent: Duration, now: SystemTime, tolerance: Duration) -> Result<(), Error> {
    // Timestamps are whole seconds, so the clock is compared in whole seconds.
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let now = Duration::from_secs(now);
    if now.saturating_sub(sent) > tolerance {
        let tolerance = tolerance.as_secs();
        return Err(refused(format!(
            "the webhook is too old: it was sent more than {tolerance} seconds ago"
        )));
    }
    if sent.saturating_sub(now) > tolerance {
        return Err(refused(
            "the webhook is from the future: one of the clocks is wrong",
        ));
    }
    Ok(())
}

/// Returns the error for a webhook without a valid signature.
#[must_use]
pub fn unsigned() -> Error {
    refused("the webhook is not signed with the secret")
}

/// Returns the error for a webhook that could not be verified.
#[must_use]
pub fn refused(detail: impl Into<Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Webhook, detail)
}

//! The header `Retry-After`.

use std::time::{Duration, SystemTime};

use chrono::DateTime;
use http::HeaderMap;
use http::header::RETRY_AFTER;

/// A server that asks for more gets this.
const LONGEST: Duration = Duration::from_secs(60);

/// How long the server asks to wait: seconds, perhaps with a fraction, or an HTTP date. Anything else is ignored.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = seconds(value).or_else(|| until(value))?;
    Some(wait.min(LONGEST))
}

/// Digits, perhaps with a fraction: no sign, no exponent, no `inf`.
fn seconds(value: &str) -> Option<Duration> {
    if !value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let seconds: f64 = value.parse().ok()?;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST))
}

/// The time from now to a date; none at all if it is past.
fn until(date: &str) -> Option<Duration> {
    let then = DateTime::parse_from_rfc2822(date).ok()?.timestamp();
    let then =
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(then).ok()?))?;
    Some(then.duration_since(SystemTime::now()).unwrap_or_default())
}

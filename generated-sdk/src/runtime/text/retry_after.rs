//! The header `Retry-After`.

use std::time::{Duration, SystemTime};

use chrono::DateTime;
use http::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// A server that asks for more gets this.
const LONGEST: Duration = Duration::from_secs(60);

/// How long the server asks to wait: seconds, perhaps with a fraction, or an HTTP date. Anything else is ignored.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let wait = seconds(text(headers, RETRY_AFTER)?).or_else(|| until(headers))?;
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
///
/// What time it is now, the server says best: the clock of this machine may be wrong, or have been put right since.
fn until(headers: &HeaderMap) -> Option<Duration> {
    let then = date(headers, RETRY_AFTER)?;
    let now = date(headers, DATE).unwrap_or_else(SystemTime::now);
    Some(then.duration_since(now).unwrap_or_default())
}

/// The date in a header.
fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    let seconds = DateTime::parse_from_rfc2822(text(headers, name)?).ok()?;
    let seconds = Duration::from_secs(u64::try_from(seconds.timestamp()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(seconds)
}

/// The text of a header.
fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

//! Parser for the `Retry-After` header.

use std::time::{Duration, SystemTime};

use crate::runtime::time;
use chrono::{DateTime, NaiveDateTime};
use http::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// Maximum delay. A longer `Retry-After` is reduced to it.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// Format of dates by RFC 850, such as `Sunday, 06-Nov-94 08:49:37 GMT`.
const RFC_850: &str = "%A, %d-%b-%y %H:%M:%S GMT";
/// Format of dates by `asctime` in C, such as `Sun Nov  6 08:49:37 1994`.
const ASCTIME: &str = "%a %b %e %H:%M:%S %Y";

/// Returns the delay that the server requests: seconds, optionally with a fraction, or an HTTP date. Other values are
/// ignored.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let delay =
        parse_seconds(trimmed_text(headers, RETRY_AFTER)?).or_else(|| delay_until(headers))?;
    Some(delay.min(MAX_DELAY))
}

/// Parses seconds with an optional fraction. A sign, an exponent and `inf` are not allowed.
fn parse_seconds(value: &str) -> Option<Duration> {
    if !value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let seconds: f64 = value.parse().ok()?;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(MAX_DELAY))
}

/// Returns the time until the date in `Retry-After`; zero if the date has passed.
///
/// The current time is that of the `Date` header, if there is one, because the local clock may be wrong.
fn delay_until(headers: &HeaderMap) -> Option<Duration> {
    let then = date(headers, RETRY_AFTER)?;
    let now = date(headers, DATE).unwrap_or_else(time::time_of_day);
    Some(then.duration_since(now).unwrap_or_default())
}

/// Returns the date in a header, in one of the three formats that RFC 9110 requires clients to accept (section 5.6.7).
fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    let text = trimmed_text(headers, name)?;
    let obsolete = |format| NaiveDateTime::parse_from_str(text, format).ok();
    let seconds = match DateTime::parse_from_rfc2822(text) {
        Ok(date) => date.timestamp(),
        Err(_) => obsolete(RFC_850)
            .or_else(|| obsolete(ASCTIME))?
            .and_utc()
            .timestamp(),
    };
    let seconds = Duration::from_secs(u64::try_from(seconds).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(seconds)
}

/// Returns the value of a header without surrounding whitespace.
fn trimmed_text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

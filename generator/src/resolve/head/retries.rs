//! Timeouts and retries.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::{durations::duration, reporter::Reporter},
    source::Spanned,
    syntax::Unquoted,
};
use std::time::Duration;

/// Defaults; `spec/README.md` lists them.
const TIMEOUT: Duration = Duration::from_secs(60);
pub(super) const MAX_RETRIES: u32 = 2;
pub(super) const RETRY_STATUSES: [u16; 7] = [408, 409, 429, 500, 502, 503, 504];

/// Upper limit of `max`.
const RETRY_LIMIT: u32 = 10;

/// Resolves the timeout of an attempt.
pub(super) fn timeout(reporter: &Reporter, timeout: Option<&Spanned<Unquoted>>) -> Duration {
    timeout
        .and_then(|timeout| duration(reporter, timeout))
        .unwrap_or(TIMEOUT)
}

/// Resolves the number of retries.
pub(in crate::resolve) fn max_retries(reporter: &Reporter, max: &Spanned<u32>) -> u32 {
    if max.value > RETRY_LIMIT {
        let message = format!("{} is more than {RETRY_LIMIT} retries", max.value);
        reporter.report(Diagnostic::at(
            Code::BadRetries,
            max.span,
            message,
            format!("write a number from 0 to {RETRY_LIMIT}"),
        ));
    }
    max.value
}

/// Resolves the statuses that are retried.
pub(in crate::resolve) fn retry_statuses(
    reporter: &Reporter,
    statuses: &[Spanned<u32>],
) -> Vec<u16> {
    for (index, status) in statuses.iter().enumerate() {
        let first = statuses[..index]
            .iter()
            .find(|first| first.value == status.value);
        if let Some(first) = first {
            let message = format!("the status {} is listed twice", status.value);
            let diagnostic =
                Diagnostic::at(Code::BadRetries, status.span, message, "remove one of them");
            reporter.report(diagnostic.other(first.span, "first use"));
        }
        if !(400..600).contains(&status.value) {
            let message = format!("{} is not the status of an error", status.value);
            reporter.report(Diagnostic::at(
                Code::BadRetries,
                status.span,
                message,
                "list only statuses from 400 to 599",
            ));
        }
    }
    let valid = statuses.iter();
    valid
        .filter_map(|status| u16::try_from(status.value).ok())
        .collect()
}

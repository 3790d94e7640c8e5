//! Timeouts and retries.

use crate::{
    diagnostic::{Code, Diagnostic},
    resolve::{durations::duration, reporter::Reporter},
    source::Spanned,
    syntax::{self, Unquoted},
};
use std::time::Duration;

/// Defaults; `spec/README.md` lists them.
const TIMEOUT: Duration = Duration::from_secs(60);
const MAX_RETRIES: u32 = 2;
const RETRY_STATUSES: [u16; 7] = [408, 409, 429, 500, 502, 503, 504];

/// Upper limit of `max`.
const RETRY_LIMIT: u32 = 10;

/// Resolves the timeout of an attempt.
pub(super) fn timeout(reporter: &Reporter, timeout: Option<&Spanned<Unquoted>>) -> Duration {
    timeout
        .and_then(|timeout| duration(reporter, timeout))
        .unwrap_or(TIMEOUT)
}

/// Resolves the number of retries.
pub(super) fn max_retries(reporter: &Reporter, retries: Option<&syntax::Retries>) -> u32 {
    let Some(retries) = retries else {
        return MAX_RETRIES;
    };
    if retries.max.value > RETRY_LIMIT {
        let message = format!(
            "`max: {}` is more than {RETRY_LIMIT} retries",
            retries.max.value
        );
        reporter.report(Diagnostic::at(
            Code::BadRetries,
            retries.max.span,
            message,
            format!("write a number from 0 to {RETRY_LIMIT}"),
        ));
    }
    retries.max.value
}

/// Resolves the statuses that are retried.
pub(super) fn retry_statuses(reporter: &Reporter, retries: Option<&syntax::Retries>) -> Vec<u16> {
    let Some(retries) = retries else {
        return RETRY_STATUSES.to_vec();
    };
    for (index, status) in retries.statuses.iter().enumerate() {
        let first = retries.statuses[..index]
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
    retries.statuses.iter().map(|status| status.value).collect()
}

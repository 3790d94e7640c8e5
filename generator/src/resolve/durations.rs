//! Durations.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Spanned,
    syntax::Unquoted,
};
use std::time::Duration;

/// Parses a duration; `None` if it is not valid, which is reported.
pub(super) fn duration(reporter: &Reporter, text: &Spanned<Unquoted>) -> Option<Duration> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let milliseconds = match unit {
        "ms" => Some(1),
        "s" => Some(1000),
        "m" => Some(60_000),
        _ => None,
    };
    let number = number.parse::<u64>().ok().filter(|number| *number > 0);
    let duration = number
        .zip(milliseconds)
        .and_then(|(number, unit)| number.checked_mul(unit));
    if duration.is_none() {
        let message = format!("`{}` is not a valid duration", text.value);
        reporter.report(Diagnostic::at(
            Code::BadDuration,
            text.span,
            message,
            "write an integer above 0 and a unit, such as `500ms`, `60s` or `2m`",
        ));
    }
    duration.map(Duration::from_millis)
}

//! Settings of event streams.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    source::{Span, Spanned},
    syntax::EventsDecl,
};

/// Checks settings by themselves. Returns `true` if they are right.
pub(super) fn check(reporter: &Reporter, events: &EventsDecl) -> bool {
    let mut problems = Vec::new();
    if let Some(tag) = events.tag.as_ref().filter(|tag| tag.value != "event") {
        let message = "the tag of events is part of their data, or `event`: the name of the event";
        let help = "write `tag: event`, or remove `tag:`";
        problems.push((tag.span, message.to_owned(), help.to_owned()));
    }
    if let Some(path) = events
        .error_field
        .as_ref()
        .filter(|path| path.has_blank_key())
    {
        let message = "the path in `error_field` is empty or has an empty key";
        let help = "write the path of a value that only errors have, with dots between its keys";
        problems.push((path.span, message.to_owned(), help.to_owned()));
    }
    let by_name = [
        (&events.housekeeping, "housekeeping"),
        (&events.error, "error"),
        (&events.text, "text"),
    ];
    let listed = by_name.map(|(names, key)| names.iter().map(move |name| (name, key)));
    problems.extend(repeated(listed.into_iter().flatten(), "events named"));
    let heartbeats = events.heartbeats.iter().map(|data| (data, "heartbeats"));
    let done = events.done.iter().map(|data| (data, "done"));
    problems.extend(repeated(heartbeats.chain(done), "events with the data"));
    let is_right = problems.is_empty();
    for (span, message, help) in problems {
        report(reporter, span, &message, &help);
    }
    is_right
}

/// Returns texts without their places.
pub(super) fn names(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// Reports a problem with settings.
pub(super) fn report(reporter: &Reporter, span: Span, message: &str, help: &str) {
    reporter.report(Diagnostic::at(Code::BadEvents, span, message, help));
}

/// Returns the problems of events that are listed twice.
fn repeated<'a>(
    listed: impl Iterator<Item = (&'a Spanned<String>, &'static str)>,
    what: &str,
) -> Vec<(Span, String, String)> {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut problems = Vec::new();
    for (text, key) in listed {
        match seen.iter().find(|(known, _)| *known == text.value) {
            Some((_, first)) => {
                let message = format!("{what} `{}` are already listed under `{first}`", text.value);
                problems.push((
                    text.span,
                    message,
                    format!("remove `{}` from one of the lists", text.value),
                ));
            }
            None => seen.push((&text.value, key)),
        }
    }
    problems
}

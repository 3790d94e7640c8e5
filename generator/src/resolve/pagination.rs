//! Pagination: how the next page is found.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::Next,
    source::Span,
    syntax::{self, Pagination},
};

const KINDS: &str = "say `next` and `cursor`, `page`, `offset`, or `link: true`";

/// Returns how the next page is found, and reports what is wrong with its description.
pub(super) fn next(reporter: &Reporter, pagination: &Pagination) -> Option<Next> {
    let mut problems = bad_paths(pagination);
    let found = match kind(pagination) {
        Ok(next) => Some(next),
        Err((span, message, help)) => {
            problems.push(problem(span, message, help));
            None
        }
    };
    problems.extend(useless(pagination, found.as_ref()));
    let is_right = problems.is_empty();
    for problem in problems {
        reporter.report(problem);
    }
    found.filter(|_| is_right)
}

/// Returns the names of events that are not decoded.
pub(super) fn housekeeping(events: &syntax::EventsDecl) -> Vec<String> {
    let names = events.housekeeping.iter();
    names.map(|name| name.value.clone()).collect()
}

/// Place, message and remedy.
type Finding = (Span, &'static str, &'static str);

/// Returns the kind of pagination, or the problem with a description of none or of several.
fn kind(pagination: &Pagination) -> Result<Next, Finding> {
    let more = pagination.more.as_ref().map(|more| path(more));
    let is_link = pagination.link.as_ref().is_some_and(|link| link.value);
    let keys = (
        &pagination.next,
        &pagination.cursor,
        &pagination.page,
        &pagination.offset,
    );
    match keys {
        (Some(next), Some(cursor), None, None) if !is_link => Ok(Next::Cursor {
            path: path(next),
            param: cursor.value.clone(),
        }),
        (None, None, Some(page), None) if !is_link => Ok(Next::Page {
            param: page.value.clone(),
            first: pagination.first.as_ref().map_or(1, |first| first.value),
            more,
        }),
        (None, None, None, Some(offset)) if !is_link => Ok(Next::Offset {
            param: offset.value.clone(),
            more,
        }),
        (None, None, None, None) if is_link => Ok(Next::Link),
        (None, None, None, None) => {
            let message = "nothing says how the next page is found";
            Err((pagination.span(), message, KINDS))
        }
        (Some(next), None, None, None) if !is_link => {
            let message = "a next cursor that no parameter takes";
            let help = "name the query parameter in `cursor:`";
            Err((next.span, message, help))
        }
        (None, Some(cursor), None, None) if !is_link => {
            let message = "a parameter that takes no cursor";
            let help = "say where the next cursor stands in `next:`";
            Err((cursor.span, message, help))
        }
        (_, _, _, _) => {
            let message = "pages are found in two ways at once";
            Err((pagination.span(), message, KINDS))
        }
    }
}

/// Returns the problems of paths that no page can have.
fn bad_paths(pagination: &Pagination) -> Vec<Diagnostic> {
    let help = "name the path of the value, with dots between its keys";
    let bad = |path: &str| path.split('.').any(|key| key.trim().is_empty());
    let paths = [
        (&pagination.items, "items"),
        (&pagination.next, "next cursor"),
        (&pagination.more, "boolean"),
    ];
    let mut problems = Vec::new();
    for (path, what) in paths {
        if let Some(path) = path.as_ref().filter(|path| bad(path)) {
            let message = format!("`{}` leads to no {what}", path.value);
            problems.push(problem(path.span, &message, help));
        }
    }
    if let (Some(items), Some(next)) = (&pagination.items, &pagination.next) {
        let inside = next.strip_prefix(items.as_str());
        if inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
            let message = "the items and the next cursor cannot be one value";
            problems.push(problem(next.span, message, help).other(items.span, "the items"));
        }
    }
    if pagination.items.is_none()
        && let Some(path) = pagination.next.as_ref().or(pagination.more.as_ref())
    {
        let message = "a path into a body that is the list itself";
        problems.push(problem(
            path.span,
            message,
            "say where the items stand in `items:`",
        ));
    }
    problems
}

/// Returns the problems of keys that mean nothing for the kind of pagination.
fn useless(pagination: &Pagination, next: Option<&Next>) -> Vec<Diagnostic> {
    let (first, more) = match next {
        Some(Next::Cursor { .. } | Next::Link) => (false, false),
        Some(Next::Page { .. }) | None => (true, true),
        Some(Next::Offset { .. }) => (false, true),
    };
    let first = pagination.first.as_ref().filter(|_| !first);
    let more = pagination.more.as_ref().filter(|_| !more);
    let spans = [
        first.map(|key| (key.span, "first")),
        more.map(|key| (key.span, "more")),
    ];
    let problems = spans.into_iter().flatten().map(|(span, key)| {
        let message = format!("`{key}` says nothing to this kind of paging");
        problem(span, &message, "remove it")
    });
    problems.collect()
}

fn problem(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::at(Code::BadPagination, span, message, help)
}

/// Splits a path with dots into its keys.
pub(super) fn path(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

//! Pagination.

use super::{head::header::header_name, reporter::Reporter};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{CursorSource, Next, NumberEnd},
    source::{Span, Spanned},
    syntax::{KeyPath, Pagination},
};

const KINDS: &str = "write exactly one of: `cursor` with `next`, `next_header` or `last`, or `page`, `offset`, `next_url`, or \
                     `link: true`";

/// Returns the kind of pagination, and reports all problems of its description.
pub(super) fn next(reporter: &Reporter, pagination: &Spanned<Pagination>) -> Option<Next> {
    let mut problems = bad_paths(pagination);
    let header = pagination.next_header.as_ref();
    let header = header.map(|header| header_name(reporter, header));
    let found = match kind(pagination, header) {
        Ok(next) => Some(next),
        Err((span, message, help)) => {
            problems.push(problem(span, message, help));
            None
        }
    };
    problems.extend(unused_keys(pagination, found.as_ref()));
    let is_right = problems.is_empty();
    for problem in problems {
        reporter.report(problem);
    }
    found.filter(|_| is_right)
}

/// Place, message and remedy.
type Finding = (Span, &'static str, &'static str);

/// Returns the kind of pagination, or the problem with a description of none or of several. `header` is the name of the
/// header with the cursor.
fn kind(pagination: &Spanned<Pagination>, header: Option<String>) -> Result<Next, Finding> {
    let keys = |path: &Option<Spanned<KeyPath>>| path.as_ref().map(|path| path.keys().to_vec());
    let more = keys(&pagination.more);
    let mut kinds = Vec::new();
    let sources = [
        keys(&pagination.next).map(CursorSource::Body),
        header.map(CursorSource::Header),
        keys(&pagination.last).map(CursorSource::LastItem),
    ];
    let param = pagination.cursor.as_ref();
    for source in sources.into_iter().flatten() {
        kinds.push(Next::Cursor {
            source,
            param: param.map(|param| param.value.clone()).unwrap_or_default(),
            more: more.clone(),
        });
    }
    if let Some(page) = &pagination.page {
        kinds.push(Next::Page {
            param: page.value.clone(),
            first: pagination.first.as_ref().map_or(1, |first| first.value),
            end: end(pagination),
        });
    }
    if let Some(offset) = &pagination.offset {
        kinds.push(Next::Offset {
            param: offset.value.clone(),
            end: end(pagination),
        });
    }
    if let Some(path) = keys(&pagination.next_url) {
        kinds.push(Next::Url { path, more });
    }
    if pagination.link.as_ref().is_some_and(|link| link.value) {
        kinds.push(Next::Link);
    }
    one(pagination, kinds)
}

/// Returns the only kind of pagination that is described.
fn one(pagination: &Spanned<Pagination>, mut kinds: Vec<Next>) -> Result<Next, Finding> {
    let (found, others) = (kinds.pop(), kinds.len());
    match (found, &pagination.cursor) {
        (None, None) => {
            let message = "`pagination` does not say how to find the next page";
            Err((pagination.span, message, KINDS))
        }
        (None, Some(cursor)) => {
            let message = "`cursor` is not allowed without `next`";
            let help = "write the path of the next cursor in `next:`, its header in `next_header:`, or the path of the id in an \
                        item in `last:`";
            Err((cursor.span, message, help))
        }
        (Some(next @ Next::Cursor { .. }), Some(_)) if others == 0 => Ok(next),
        (Some(next), None) if others == 0 => match (&next, without_cursor(pagination)) {
            (Next::Cursor { .. }, Some(finding)) => Err(finding),
            (_, _) => Ok(next),
        },
        (Some(_), _) => {
            let message = "`pagination` has more than one way to find the next page";
            Err((pagination.span, message, KINDS))
        }
    }
}

/// Returns the problem of a cursor that no parameter takes.
fn without_cursor(pagination: &Pagination) -> Option<Finding> {
    let help = "write the query parameter that takes the cursor in `cursor:`";
    let next = pagination.next.as_ref().map(|next| next.span);
    let header = pagination.next_header.as_ref().map(|header| header.span);
    let last = pagination.last.as_ref().map(|last| last.span);
    let found = [
        (next, "`next` is not allowed without `cursor`"),
        (header, "`next_header` is not allowed without `cursor`"),
        (last, "`last` is not allowed without `cursor`"),
    ];
    let mut found = found.into_iter();
    found.find_map(|(span, message)| Some((span?, message, help)))
}

/// Returns what ends a pagination by numbers.
fn end(pagination: &Pagination) -> NumberEnd {
    let keys = |path: &Spanned<KeyPath>| path.keys().to_vec();
    match (&pagination.more, &pagination.pages, &pagination.total) {
        (Some(more), _, _) => NumberEnd::More(keys(more)),
        (None, Some(pages), _) => NumberEnd::Pages(keys(pages)),
        (None, None, Some(total)) => NumberEnd::Total(keys(total)),
        (None, None, None) => NumberEnd::Empty,
    }
}

/// Returns the problems of paths that no page can have.
fn bad_paths(pagination: &Pagination) -> Vec<Diagnostic> {
    let help = "write the path of the value, with dots between its keys, such as `meta.next`, or as a list of keys";
    let mut problems = Vec::new();
    for (key, path) in pagination.paths() {
        if let Some(path) = path.as_ref().filter(|path| path.has_blank_key()) {
            let message = format!("the path in `{key}` is empty or has an empty key");
            problems.push(problem(path.span, &message, help));
        }
    }
    let in_body = pagination.body_paths().into_iter();
    let in_body: Vec<_> = in_body
        .filter_map(|(key, path)| Some((key, path.as_ref()?)))
        .filter(|(_, path)| !path.has_blank_key())
        .collect();
    problems.extend(overlapping(&in_body));
    let other = in_body.iter().find(|(key, _)| *key != "items");
    if let (None, Some((key, path))) = (&pagination.items, other) {
        let message = format!("`{key}` is not allowed without `items`: the response is a list");
        let help = "write the path of the items in `items:`";
        problems.push(problem(path.span, &message, help));
    }
    problems
}

/// Returns the problems of paths that lead to one value, or into the value of another.
fn overlapping(paths: &[(&'static str, &Spanned<KeyPath>)]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (index, (outer, path)) in paths.iter().enumerate() {
        for (inner, other) in &paths[index + 1..] {
            let is_inside = other.keys().starts_with(path.keys());
            let (noun, it, help) = match *outer {
                "items" if is_inside => (
                    "the items".to_owned(),
                    "them",
                    format!(
                        "write the path of its own value in `{inner}:`, and that of the list in `items:`"
                    ),
                ),
                "items" if path.keys().starts_with(other.keys()) => {
                    problems.push(around(inner, other, path));
                    continue;
                }
                "items" => continue,
                _ if is_inside || path.keys().starts_with(other.keys()) => (
                    format!("`{outer}`"),
                    "it",
                    format!("write the path of its own value in `{inner}:`"),
                ),
                _ => continue,
            };
            let message = format!("`{inner}` is the path of {noun}, or leads into {it}");
            let place = format!("path of {noun}");
            problems.push(problem(other.span, &message, &help).other(path.span, place));
        }
    }
    problems
}

/// Returns the problem of a path to an object that contains the items.
fn around(key: &str, path: &Spanned<KeyPath>, items: &Spanned<KeyPath>) -> Diagnostic {
    let message = format!("`{key}` is the path of an object, because the items are inside of it");
    let help =
        format!("write the path of its own value in `{key}:`, and that of the list in `items:`");
    problem(path.span, &message, &help).other(items.span, "path of the items")
}

/// Returns the problems of keys that the kind of pagination does not use.
fn unused_keys(pagination: &Pagination, next: Option<&Next>) -> Vec<Diagnostic> {
    let used: &[&str] = match next {
        Some(Next::Cursor { .. } | Next::Url { .. }) => &["more"],
        Some(Next::Link) => &[],
        Some(Next::Page { .. }) | None => &["first", "more", "pages", "total"],
        Some(Next::Offset { .. }) => &["more", "total"],
    };
    let span = |path: &Option<Spanned<KeyPath>>| path.as_ref().map(|path| path.span);
    let first = pagination.first.as_ref().map(|first| first.span);
    let ends = [
        ("more", span(&pagination.more)),
        ("pages", span(&pagination.pages)),
        ("total", span(&pagination.total)),
    ];
    let given = [("first", first)].into_iter().chain(ends);
    let given = given.filter_map(|(key, span)| Some((key, span?)));
    let (fit, unfit): (Vec<_>, Vec<_>) = given.partition(|(key, _)| used.contains(key));
    let unfit = unfit.into_iter().map(|(key, span)| {
        let message = format!("`{key}` is not used by this kind of pagination");
        problem(span, &message, &format!("remove `{key}:`"))
    });
    let mut ends = fit.iter().filter(|(key, _)| *key != "first");
    let second = match (ends.next(), ends.next()) {
        (Some((first, place)), Some((second, span))) => {
            let message = format!("`{second}` is not used beside `{first}`");
            let help =
                format!("remove one of them: `{first}` already tells which page is the last");
            Some(problem(*span, &message, &help).other(*place, "this is used"))
        }
        (_, _) => None,
    };
    unfit.chain(second).collect()
}

/// Returns the remedy for a path that should be a single key with dots.
pub(super) fn as_one_key(key: &str, dotted: &str) -> String {
    format!("write `{key}: [\"{dotted}\"]`: dots separate keys, unless the path is a list of keys")
}

fn problem(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::at(Code::BadPagination, span, message, help)
}

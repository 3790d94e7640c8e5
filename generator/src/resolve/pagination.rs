//! Pagination.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::Next,
    source::Span,
    syntax::Pagination,
};

const KINDS: &str = "write exactly one of: `next` and `cursor`, `page`, `offset`, or `link: true`";

/// Returns the kind of pagination, and reports all problems of its description.
pub(super) fn next(reporter: &Reporter, pagination: &Pagination) -> Option<Next> {
    let mut problems = bad_paths(pagination);
    let found = match kind(pagination) {
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

/// Returns the kind of pagination, or the problem with a description of none or of several.
fn kind(pagination: &Pagination) -> Result<Next, Finding> {
    let more = pagination.more.as_ref().map(|more| more.keys().to_vec());
    let is_link = pagination.link.as_ref().is_some_and(|link| link.value);
    let keys = (
        &pagination.next,
        &pagination.cursor,
        &pagination.page,
        &pagination.offset,
    );
    match keys {
        (Some(next), Some(cursor), None, None) if !is_link => Ok(Next::Cursor {
            path: next.keys().to_vec(),
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
            let message = "`pagination` does not say how to find the next page";
            Err((pagination.span(), message, KINDS))
        }
        (Some(next), None, None, None) if !is_link => {
            let message = "`next` is not allowed without `cursor`";
            let help = "write the query parameter that takes the cursor in `cursor:`";
            Err((next.span, message, help))
        }
        (None, Some(cursor), None, None) if !is_link => {
            let message = "`cursor` is not allowed without `next`";
            let help = "write the path of the next cursor in `next:`";
            Err((cursor.span, message, help))
        }
        (_, _, _, _) => {
            let message = "`pagination` has more than one way to find the next page";
            Err((pagination.span(), message, KINDS))
        }
    }
}

/// Returns the problems of paths that no page can have.
fn bad_paths(pagination: &Pagination) -> Vec<Diagnostic> {
    let help = "write the path of the value, with dots between its keys, such as `meta.next`, or as a list of keys";
    let paths = [
        (&pagination.items, "items"),
        (&pagination.next, "next"),
        (&pagination.more, "more"),
    ];
    let mut problems = Vec::new();
    for (path, key) in paths {
        if let Some(path) = path.as_ref().filter(|path| path.has_blank_key()) {
            let message = format!("the path in `{key}` is empty or has an empty key");
            problems.push(problem(path.span, &message, help));
        }
    }
    if let (Some(items), Some(next)) = (&pagination.items, &pagination.next)
        && !items.has_blank_key()
        && next.keys().starts_with(items.keys())
    {
        let message = "`next` is the path of the items, or leads into them";
        let help = "write the path of the cursor in `next:`, and that of the list in `items:`";
        problems.push(problem(next.span, message, help).other(items.span, "path of the items"));
    }
    if pagination.items.is_none()
        && let Some((key, path)) = [("next", &pagination.next), ("more", &pagination.more)]
            .into_iter()
            .find_map(|(key, path)| Some((key, path.as_ref()?)))
    {
        let message = format!("`{key}` is not allowed without `items`: the response is a list");
        let help = "write the path of the items in `items:`";
        problems.push(problem(path.span, &message, help));
    }
    problems
}

/// Returns the problems of keys that the kind of pagination does not use.
fn unused_keys(pagination: &Pagination, next: Option<&Next>) -> Vec<Diagnostic> {
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
        let message = format!("`{key}` is not used by this kind of pagination");
        problem(span, &message, &format!("remove `{key}:`"))
    });
    problems.collect()
}

fn problem(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::at(Code::BadPagination, span, message, help)
}

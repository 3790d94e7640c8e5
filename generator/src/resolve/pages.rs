//! How lists are cut into pages, and streams into events.

use super::{Context, api::housekeeping, methods::MethodContext};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Events, Next, Pages, Presence, QueryParam, QueryStyle, Returns, Type},
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::Pagination,
};

const KINDS: &str = "say `next` and `cursor`, `page`, `offset`, or `link: true`";

impl MethodContext<'_> {
    /// The pages of a method that returns them.
    pub(super) fn pages(
        &mut self,
        returns: &Spanned<String>,
        item: Type,
        query: &[QueryParam],
    ) -> Option<Returns> {
        let described = match (&self.method.pagination, &self.settings?.pagination) {
            (Some(own), _) => Some((own, self.context.next(own))),
            (None, Some((common, next))) => Some((common, next.clone())),
            (None, None) => None,
        };
        let Some((pagination, next)) = described else {
            let help = "add `pagination:` to `api.yaml` or to the method";
            self.context.report(Diagnostic::at(
                Code::PagesUndescribed,
                returns.span,
                "pages, but nothing says how lists are cut",
                help,
            ));
            return None;
        };
        let next = next?;
        self.check_param(returns.span, pagination, &next, query)?;
        let items = pagination.items.as_ref();
        Some(Returns::Pages(Pages {
            item,
            items: items.map(|items| path(items)).unwrap_or_default(),
            next,
        }))
    }

    /// The events of a method that returns a stream of them.
    pub(super) fn events(&self, item: Type) -> Returns {
        let housekeeping = match (&self.method.events, self.settings) {
            (Some(events), _) => housekeeping(events),
            (None, Some(settings)) => settings.housekeeping.clone(),
            (None, None) => Vec::new(),
        };
        Returns::Events(Events { item, housekeeping })
    }

    /// Reports what says how lists or streams are cut, where the method returns none.
    pub(super) fn check_cuts(&mut self, pages: bool, events: bool) {
        if let Some(pagination) = self.method.pagination.as_ref().filter(|_| !pages) {
            let help = "remove it, or return a `page of …`";
            self.context.report(Diagnostic::at(
                Code::PaginationOfNothing,
                pagination.span(),
                "paging for what has no pages",
                help,
            ));
        }
        if let Some(events) = self.method.events.as_ref().filter(|_| !events) {
            let span = events.housekeeping.first().map(|name| name.span);
            self.context.report(Diagnostic::at(
                Code::EventsOfNothing,
                span.unwrap_or(self.method.route.span),
                "events of what is no stream",
                "remove `events:`, or return `events of …`",
            ));
        }
    }

    /// The parameter that asks for a page must be there, and take what it is given.
    fn check_param(
        &mut self,
        returns: Span,
        pagination: &Pagination,
        next: &Next,
        query: &[QueryParam],
    ) -> Option<()> {
        let (param, is_text) = match next {
            Next::Cursor { param, .. } => (param, true),
            Next::Page { param, .. } | Next::Offset { param, .. } => (param, false),
            Next::Link => return Some(()),
        };
        let due = if is_text { "string" } else { "int32" };
        let takes = |param: &QueryParam| match &param.style {
            QueryStyle::One(Type::Scalar(scalar)) if is_text => scalar.row().url == UrlForm::Text,
            QueryStyle::One(Type::Scalar(scalar)) => {
                matches!(scalar, Scalar::Int32 | Scalar::Int64)
            }
            QueryStyle::One(_) | QueryStyle::Repeated(_) | QueryStyle::Pairs { .. } => false,
        };
        let found = query.iter().find(|known| known.name.wire() == param);
        if found.is_some_and(|found| found.presence == Presence::Optional && takes(found)) {
            return Some(());
        }
        let described = &self.method.query;
        if query.len() < described.entries.len() || !described.broken.is_empty() {
            // The parameter may be one of those that have been reported.
            return None;
        }
        let (message, help) = if found.is_some() {
            let what = if is_text {
                "the cursor, which is an optional text"
            } else {
                "an optional number"
            };
            (
                format!("`{param}` takes {what}"),
                format!("write `{param}?: {due}` in `query:`"),
            )
        } else {
            (
                format!("pages need the query parameter `{param}`"),
                format!("add `{param}?: {due}` to `query:`"),
            )
        };
        let words = [&pagination.cursor, &pagination.page, &pagination.offset];
        let place = words.into_iter().flatten().next();
        let diagnostic = Diagnostic::at(Code::CursorMissing, returns, message, help);
        self.context.report(match place {
            Some(place) => diagnostic.other(place.span, "paging is described here"),
            None => diagnostic,
        });
        None
    }
}

impl Context {
    /// How the next page is found. What is wrong with the words that say it is reported.
    pub(super) fn next(&mut self, pagination: &Pagination) -> Option<Next> {
        let (next, problems) = next(pagination);
        for problem in problems {
            self.report(problem);
        }
        next
    }
}

/// How the next page is found, and what is wrong with the words that say it.
fn next(pagination: &Pagination) -> (Option<Next>, Vec<Diagnostic>) {
    let mut problems = bad_paths(pagination);
    let more = pagination.more.as_ref().map(|more| path(more));
    let is_link = pagination.link.as_ref().is_some_and(|link| link.value);
    let found = match (
        &pagination.next,
        &pagination.cursor,
        &pagination.page,
        &pagination.offset,
    ) {
        (Some(next), Some(cursor), None, None) if !is_link => Some(Next::Cursor {
            path: path(next),
            param: cursor.value.clone(),
        }),
        (None, None, Some(page), None) if !is_link => Some(Next::Page {
            param: page.value.clone(),
            first: pagination.first.as_ref().map_or(1, |first| first.value),
            more,
        }),
        (None, None, None, Some(offset)) if !is_link => Some(Next::Offset {
            param: offset.value.clone(),
            more,
        }),
        (None, None, None, None) if is_link => Some(Next::Link),
        (None, None, None, None) => {
            let message = "nothing says how the next page is found";
            problems.push(problem(pagination.span(), message, KINDS));
            None
        }
        (Some(next), None, None, None) if !is_link => {
            let message = "a next cursor that no parameter takes";
            problems.push(problem(
                next.span,
                message,
                "name the query parameter in `cursor:`",
            ));
            None
        }
        (None, Some(cursor), None, None) if !is_link => {
            let message = "a parameter that takes no cursor";
            problems.push(problem(
                cursor.span,
                message,
                "say where the next cursor stands in `next:`",
            ));
            None
        }
        (_, _, _, _) => {
            let message = "pages are found in two ways at once";
            problems.push(problem(pagination.span(), message, KINDS));
            None
        }
    };
    problems.extend(useless(pagination, found.as_ref()));
    (found.filter(|_| problems.is_empty()), problems)
}

/// Paths that no envelope of a page can have.
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

/// Keys that say nothing to the kind of paging.
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

fn path(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}

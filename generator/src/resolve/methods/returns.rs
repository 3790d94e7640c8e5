//! Results of methods: values, pages and event streams.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Events, Next, Pages, Presence, QueryParam, QueryStyle, Returns, Route, Type, Verb},
    resolve::{
        pagination::{housekeeping, next, path},
        types::Expression,
    },
    scalars::{Scalar, UrlForm},
    source::{Span, Spanned},
    syntax::Pagination,
};

/// Resolves `returns:`.
pub(super) fn returns(
    scope: &mut MethodScope<'_, '_>,
    route: Option<&Route>,
    query: &[QueryParam],
) -> Option<Returns> {
    let Some(text) = &scope.method.returns else {
        check_pagination(scope, false);
        check_events(scope, false);
        return Some(Returns::Nothing);
    };
    if route.is_some_and(|route| route.verb == Verb::Head) {
        let help = "remove `returns:`; an answer to HEAD has no body";
        scope.reporter().report(Diagnostic::at(
            Code::ValueOfHead,
            text.span,
            "a HEAD that returns a value",
            help,
        ));
    }
    let expression = scope.types().expression(text)?;
    check_pagination(scope, matches!(expression, Expression::Page(_)));
    check_events(scope, matches!(expression, Expression::Events(_)));
    match expression {
        Expression::Page(item) => pages(scope, text, item, query).map(Returns::Pages),
        Expression::Events(item) => Some(Returns::Events(events(scope, item))),
        Expression::Value(ty) => value(scope, text.span, ty).map(Returns::Value),
    }
}

fn value(scope: &MethodScope<'_, '_>, span: Span, ty: Type) -> Option<Type> {
    let (message, help) = match &ty {
        Type::Mask(_) => (
            "a field mask that is returned",
            "return a model; masks are only sent",
        ),
        Type::Scalar(Scalar::LabelFilter) => (
            "a label filter that is returned",
            "return `map of string`; label filters are only sent",
        ),
        Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => return Some(ty),
    };
    let diagnostic = Diagnostic::at(Code::TypeMisplaced, span, message, help);
    scope.reporter().report(diagnostic);
    None
}

fn pages(
    scope: &MethodScope<'_, '_>,
    returns: &Spanned<String>,
    item: Type,
    query: &[QueryParam],
) -> Option<Pages> {
    let described = match (
        &scope.method.pagination,
        &scope.definitions.settings?.pagination,
    ) {
        (Some(own), _) => Some((own, next(scope.reporter(), own))),
        (None, Some((common, next))) => Some((common, next.clone())),
        (None, None) => None,
    };
    let Some((pagination, next)) = described else {
        let help = "add `pagination:` to `api.yaml` or to the method";
        scope.reporter().report(Diagnostic::at(
            Code::PagesUndescribed,
            returns.span,
            "pages, but nothing says how lists are cut",
            help,
        ));
        return None;
    };
    let next = next?;
    let has_param = check_param(scope, returns.span, pagination, &next, query);
    let items = pagination.items.as_ref();
    has_param.then(|| Pages {
        item,
        items: items.map(|items| path(items)).unwrap_or_default(),
        next,
    })
}

fn events(scope: &MethodScope<'_, '_>, item: Type) -> Events {
    let housekeeping = match (&scope.method.events, scope.definitions.settings) {
        (Some(events), _) => housekeeping(events),
        (None, Some(settings)) => settings.housekeeping.clone(),
        (None, None) => Vec::new(),
    };
    Events { item, housekeeping }
}

/// Reports `pagination:` of a method that returns no pages.
fn check_pagination(scope: &MethodScope<'_, '_>, returns_pages: bool) {
    if let Some(pagination) = scope.method.pagination.as_ref().filter(|_| !returns_pages) {
        let help = "remove it, or return a `page of …`";
        scope.reporter().report(Diagnostic::at(
            Code::PaginationOfNothing,
            pagination.span(),
            "paging for what has no pages",
            help,
        ));
    }
}

/// Reports `events:` of a method that returns no stream of events.
fn check_events(scope: &MethodScope<'_, '_>, returns_events: bool) {
    if let Some(events) = scope.method.events.as_ref().filter(|_| !returns_events) {
        let span = events.housekeeping.first().map(|name| name.span);
        scope.reporter().report(Diagnostic::at(
            Code::EventsOfNothing,
            span.unwrap_or(scope.method.route.span),
            "events of what is no stream",
            "remove `events:`, or return `events of …`",
        ));
    }
}

/// Type of the query parameter that asks for a page.
#[derive(Clone, Copy)]
enum PageParam {
    Cursor,
    Number,
}

impl PageParam {
    /// Returns `true` if an optional query parameter takes it.
    fn fits(self, param: &QueryParam) -> bool {
        let scalar = match &param.style {
            QueryStyle::One(Type::Scalar(scalar)) => scalar,
            QueryStyle::One(_) | QueryStyle::Repeated(_) | QueryStyle::Pairs { .. } => {
                return false;
            }
        };
        let takes = match self {
            Self::Cursor => scalar.row().url == UrlForm::Text,
            Self::Number => matches!(scalar, Scalar::Int32 | Scalar::Int64),
        };
        takes && param.presence == Presence::Optional
    }
}

/// Returns `true` if the query parameter that asks for a page exists and has the right type; otherwise it is reported.
fn check_param(
    scope: &MethodScope<'_, '_>,
    returns: Span,
    pagination: &Pagination,
    next: &Next,
    query: &[QueryParam],
) -> bool {
    let (param, kind) = match next {
        Next::Cursor { param, .. } => (param, PageParam::Cursor),
        Next::Page { param, .. } | Next::Offset { param, .. } => (param, PageParam::Number),
        Next::Link => return true,
    };
    let found = query.iter().find(|known| known.name.wire() == param);
    if found.is_some_and(|found| kind.fits(found)) {
        return true;
    }
    let described = &scope.method.query;
    if query.len() < described.entries.len() || !described.broken.is_empty() {
        // The parameter may be one of those that have been reported.
        return false;
    }
    let (what, ty) = match kind {
        PageParam::Cursor => ("the cursor, which is an optional text", "string"),
        PageParam::Number => ("an optional number", "int32"),
    };
    let (message, help) = match found {
        Some(_) => (
            format!("`{param}` takes {what}"),
            format!("write `{param}?: {ty}` in `query:`"),
        ),
        None => (
            format!("pages need the query parameter `{param}`"),
            format!("add `{param}?: {ty}` to `query:`"),
        ),
    };
    let words = [&pagination.cursor, &pagination.page, &pagination.offset];
    let place = words.into_iter().flatten().next();
    let diagnostic = Diagnostic::at(Code::CursorMissing, returns, message, help);
    scope.reporter().report(match place {
        Some(place) => diagnostic.other(place.span, "paging is described here"),
        None => diagnostic,
    });
    false
}

//! Results of methods: values, texts, downloads, redirects, pages and event streams.

use super::{
    envelope, events,
    method_scope::MethodScope,
    page_param,
    statuses::{StatusContext, with_statuses},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Body, Pages, QueryParam, Returns, Route, Type, Verb},
    names::Name,
    resolve::{pagination::next, types::Expression},
    scalars::Scalar,
    source::{Span, Spanned},
};

/// Words of other languages for a response that is not JSON.
const DOWNLOADS: &[&str] = &["binary", "blob", "file", "octet-stream", "stream"];

/// Resolves `returns:` and `statuses:`. `result` is the name of the enum for responses of several kinds.
pub(super) fn returns(
    scope: &mut MethodScope<'_, '_>,
    route: Option<&Route>,
    query: &[QueryParam],
    body: &Body,
    result: &Name,
) -> Option<Returns> {
    let context = StatusContext {
        verb: route.map(|route| route.verb),
        result,
    };
    let Some(text) = &scope.method.returns else {
        check_pagination(scope, false);
        events::check_absent(scope);
        envelope::check_misplaced(scope, false);
        return with_statuses(scope, &context, Returns::Nothing);
    };
    if is_foreign(scope, text) {
        return None;
    }
    let is_redirect = text.trim() == "redirect";
    if !is_redirect && route.is_some_and(|route| route.verb == Verb::Head) {
        let help = "remove `returns:`: a response to `HEAD` has no body";
        scope.reporter().report(Diagnostic::at(
            Code::HeadReturnsValue,
            text.span,
            "a `HEAD` method cannot return a value",
            help,
        ));
    }
    let expression = scope.types().expression(text)?;
    check_pagination(scope, matches!(expression, Expression::Page(_)));
    if !matches!(
        expression,
        Expression::Events { .. } | Expression::Lines { .. }
    ) {
        events::check_absent(scope);
    }
    envelope::check_misplaced(scope, matches!(expression, Expression::Page(_)));
    let returned = match expression {
        Expression::Value(ty) => value(scope, text.span, ty).map(Returns::Value),
        Expression::Text => Some(Returns::Text),
        Expression::Download => Some(Returns::Download),
        Expression::Redirect => Some(Returns::Redirect),
        Expression::Page(item) => pages(scope, text, item, query, body).map(Returns::Pages),
        Expression::Lines { item, is_text } => {
            events::lines(scope, item, is_text).map(Returns::Lines)
        }
        Expression::Events { item, is_text } => {
            events::events(scope, item, is_text).map(Returns::Events)
        }
    };
    with_statuses(scope, &context, returned?)
}

/// Returns `true` for a word of other languages for a response that is not JSON, and reports it.
fn is_foreign(scope: &MethodScope<'_, '_>, text: &Spanned<String>) -> bool {
    let found = DOWNLOADS.iter().find(|word| **word == text.trim());
    if let Some(word) = found {
        let message = format!("unknown type `{word}`");
        let help =
            "write `download` for a response of any media type, or `text` for one that is text";
        let diagnostic = Diagnostic::at(Code::UnknownType, text.span, message, help);
        scope.reporter().report(diagnostic);
    }
    found.is_some()
}

fn value(scope: &MethodScope<'_, '_>, span: Span, ty: Type) -> Option<Type> {
    let (message, help) = match &ty {
        Type::Mask(_) => (
            "`field mask of …` cannot be returned",
            "return a model: field masks are only sent in requests",
        ),
        Type::Scalar(Scalar::LabelFilter) => (
            "`label_filter` cannot be returned",
            "return `map of string`: label filters are only sent in requests",
        ),
        Type::Nullable(_) => (
            "a result is never `null`",
            "remove `or null`; a response that is `null` is a decoding error",
        ),
        Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => return Some(ty),
    };
    let diagnostic = Diagnostic::at(Code::TypeMisplaced, span, message, help);
    scope.reporter().report(diagnostic);
    None
}

fn pages(
    scope: &mut MethodScope<'_, '_>,
    returns: &Spanned<String>,
    item: Type,
    query: &[QueryParam],
    body: &Body,
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
        let help = "add `pagination:` to the method, or to `api.yaml` for all methods";
        scope.reporter().report(Diagnostic::at(
            Code::PaginationMissing,
            returns.span,
            "this method returns pages, but no `pagination` is declared",
            help,
        ));
        return None;
    };
    let next = next?;
    let place = page_param::place(scope, returns.span, pagination, &next, query, body);
    let has_id = page_param::check_last(scope, returns, &item, pagination, &next);
    let envelope = match &scope.method.envelope {
        Some(text) => envelope::envelope(scope, pagination, &next, text).map(Some),
        None => Some(None),
    };
    has_id.then_some(())?;
    let items = pagination.items.as_ref();
    Some(Pages {
        item,
        items: items.map(|items| items.keys().to_vec()).unwrap_or_default(),
        next,
        place: place?,
        envelope: envelope?,
    })
}

/// Reports `pagination:` of a method that returns no pages.
fn check_pagination(scope: &MethodScope<'_, '_>, returns_pages: bool) {
    if let Some(pagination) = scope.method.pagination.as_ref().filter(|_| !returns_pages) {
        let help = "remove `pagination:`, or return `page of …`";
        scope.reporter().report(Diagnostic::at(
            Code::PaginationMisplaced,
            pagination.span,
            "`pagination` is only allowed on a method that returns `page of …`",
            help,
        ));
    }
}

//! Request bodies.

use super::{body_format, method_scope::MethodScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Body, BodyFormat, Field, Presence, Route, WholeBody},
    names::Role,
    resolve::{
        field_examples,
        fields::{fields, wire},
        names::name_of,
        scope::Named,
        types::TypeScope,
    },
    source::{Span, Spanned},
    syntax::{self, Entries, Shorthand},
};

/// Name of the argument of a body that is one value.
const ARGUMENT: &str = "body";

/// Resolves the body of a method, and its format.
pub(super) fn body(scope: &mut MethodScope<'_, '_>, route: Option<&Route>) -> (Body, BodyFormat) {
    let Some((described, presence)) = described(scope) else {
        body_format::check_none(scope);
        return (Body::None, BodyFormat::JSON);
    };
    if let Some(route) = route.filter(|route| !route.verb.takes_body()) {
        report_body_of_get(scope, route, described);
    }
    let format = body_format::format(scope, described);
    let body = match (described, presence) {
        (syntax::BodyDecl::Fields(_), Presence::Optional) => {
            report_optional_fields(scope, described);
            Body::None
        }
        _ => {
            let allows_files = format.as_ref().is_none_or(BodyFormat::has_files);
            content(scope, described, presence, allows_files)
        }
    };
    let Some(format) = format else {
        return (body, BodyFormat::JSON);
    };
    let span = span(described).unwrap_or(scope.method.route.span);
    body_format::check_body(scope, &body, &format, span);
    (body, format)
}

/// Returns the described body of a method, and whether a call may leave it out.
fn described<'a>(scope: &MethodScope<'a, '_>) -> Option<(&'a syntax::BodyDecl, Presence)> {
    let method = scope.method;
    match (&method.body, &method.optional_body) {
        (None, None) => None,
        (Some(body), None) => Some((body, Presence::Required)),
        (None, Some(body)) => Some((body, Presence::Optional)),
        (Some(body), Some(optional)) => {
            let message = "a method has either `body` or `body?`";
            let help = "remove one of them: a call may leave out `body?`, but not `body`";
            let span = span(optional).unwrap_or(method.route.span);
            let diagnostic = Diagnostic::at(Code::BodyFormatMisplaced, span, message, help);
            scope.reporter().report(diagnostic);
            Some((body, Presence::Required))
        }
    }
}

/// Returns the place of a described body; `None` if it has no fields.
fn span(body: &syntax::BodyDecl) -> Option<Span> {
    match body {
        syntax::BodyDecl::Whole(ty) => Some(ty.span),
        syntax::BodyDecl::Fields(fields) => fields.entries.first().map(|(key, _)| key.span),
    }
}

/// Reports the fields of a body that may be left out as a whole.
fn report_optional_fields(scope: &MethodScope<'_, '_>, body: &syntax::BodyDecl) {
    let span = span(body).unwrap_or(scope.method.route.span);
    let message =
        "`body?` is the type of a body that a call may leave out, and not a mapping of fields";
    let help = "write `body:`, and mark each field that may be left out with `?`; if none is set, an empty object is sent. \
                To send no body at all, describe a model and write `\"body?\": Name`";
    let code = Code::BodyFormatMisplaced;
    scope
        .reporter()
        .report(Diagnostic::at(code, span, message, help));
}

/// Resolves the content of a body.
fn content(
    scope: &mut MethodScope<'_, '_>,
    body: &syntax::BodyDecl,
    presence: Presence,
    allows_files: bool,
) -> Body {
    match body {
        syntax::BodyDecl::Whole(ty) => whole(scope, ty, presence, allows_files),
        syntax::BodyDecl::Fields(described) => {
            let mut names = std::mem::take(&mut scope.names);
            let mut types = TypeScope {
                allows_files,
                ..scope.types()
            };
            let mut resolved = fields(&mut types, &[described], &mut names, Role::Setter);
            scope.names = names;
            let examples = field_examples::of_fields(scope.examples(), described, &resolved);
            field_examples::set(&mut resolved, examples);
            check_access(scope, described, &resolved);
            Body::Fields(resolved)
        }
    }
}

fn report_body_of_get(scope: &MethodScope<'_, '_>, route: &Route, body: &syntax::BodyDecl) {
    let message = format!("`{}` requests cannot have a body", route.verb.as_str());
    let place = scope.method.route.span;
    let at = span(body).unwrap_or(place);
    let help = match body {
        syntax::BodyDecl::Fields(fields) if !fields.entries.is_empty() => {
            "move the fields to `query:`, or use another HTTP method"
        }
        syntax::BodyDecl::Fields(_) | syntax::BodyDecl::Whole(_) => {
            if scope.method.body.is_some() {
                "remove `body:`, or use another HTTP method"
            } else {
                "remove `\"body?\":`, or use another HTTP method"
            }
        }
    };
    let diagnostic = Diagnostic::at(Code::BodyOnGet, at, message, help);
    scope.reporter().report(if at == place {
        diagnostic
    } else {
        diagnostic.other(place, "the route")
    });
}

/// Reports fields that are read-only, although the body is sent.
fn check_access(
    scope: &MethodScope<'_, '_>,
    described: &Entries<Shorthand<syntax::FieldDecl>>,
    resolved: &[Field],
) {
    let read_only = |field: &&Field| field.access == Access::ReadOnly;
    for field in resolved.iter().filter(read_only) {
        let mut keys = described.entries.iter();
        let key = keys.find(|(key, f)| wire(key, f).0 == field.name.wire());
        let span = key.map_or(scope.method.route.span, |(key, _)| key.span);
        let message = format!(
            "the field `{}` of `body` cannot be `read_only`: the caller sends it",
            field.name.wire()
        );
        scope.reporter().report(Diagnostic::at(
            Code::ReadOnlySent,
            span,
            message,
            "remove `read_only:`, or the field",
        ));
    }
}

/// Resolves a body that is one value.
fn whole(
    scope: &mut MethodScope<'_, '_>,
    text: &Spanned<String>,
    presence: Presence,
    allows_files: bool,
) -> Body {
    let name = name_of(scope.reporter(), Role::Setter, ARGUMENT, text.span, None);
    let mut types = TypeScope {
        allows_files,
        ..scope.definitions.types_without_masks()
    };
    let ty = types.json_type(text);
    match name.zip(ty) {
        Some((name, ty)) => {
            scope.claim(Named::Fixed, &name, text.span);
            Body::Whole(WholeBody { name, ty, presence })
        }
        None => Body::None,
    }
}

//! Request bodies.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Body, Field, Route},
    names::Role,
    resolve::{
        field_examples,
        fields::{fields, wire},
        names::name_of,
        scope::Named,
    },
    source::Spanned,
    syntax::{self, Entries, Shorthand},
};

/// Name of the argument of a body that is one value.
const ARGUMENT: &str = "body";

/// Resolves the body of a method.
pub(super) fn body(scope: &mut MethodScope<'_, '_>, route: Option<&Route>) -> Body {
    let Some(body) = &scope.method.body else {
        return Body::None;
    };
    if let Some(route) = route.filter(|route| !route.verb.takes_body()) {
        report_body_of_get(scope, route, body);
    }
    match body {
        syntax::BodyDecl::Whole(ty) => whole(scope, ty),
        syntax::BodyDecl::Fields(described) => {
            let mut names = std::mem::take(&mut scope.names);
            let mut resolved = fields(&mut scope.types(), described, &mut names, Role::Setter);
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
    let at = match body {
        syntax::BodyDecl::Whole(ty) => ty.span,
        syntax::BodyDecl::Fields(fields) => {
            let first = fields.entries.first();
            first.map_or(place, |(key, _)| key.span)
        }
    };
    let help = match body {
        syntax::BodyDecl::Fields(fields) if !fields.entries.is_empty() => {
            "move the fields to `query:`, or use another HTTP method"
        }
        syntax::BodyDecl::Fields(_) | syntax::BodyDecl::Whole(_) => {
            "remove `body:`, or use another HTTP method"
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
fn whole(scope: &mut MethodScope<'_, '_>, text: &Spanned<String>) -> Body {
    let name = name_of(scope.reporter(), Role::Setter, ARGUMENT, text.span, None);
    let ty = scope.definitions.types_without_masks().json_type(text);
    match name.zip(ty) {
        Some((name, ty)) => {
            scope.claim(Named::Fixed, &name, text.span);
            Body::Whole(name, ty)
        }
        None => Body::None,
    }
}

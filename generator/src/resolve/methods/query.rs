//! Query parameters.

use super::{described_query, method_scope::MethodScope, query_style::style};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ListStyle, Presence, QueryParam, QueryStyle, Type},
    names::Role,
    resolve::{
        constants::{constant, constant_name},
        docs::{docs, note},
        fields::{check_wire, entry, wire, wire_span},
        names::name_of,
        reporter::Reporter,
        scope::{Named, Scope},
    },
    scalars::Scalar,
    source::Spanned,
    syntax,
};

/// Resolves the query parameters of a method.
pub(super) fn query(scope: &mut MethodScope<'_, '_>) -> Vec<QueryParam> {
    let mut wires = Scope::default();
    let described = described_query::described(scope.resource, scope.method);
    described
        .into_iter()
        .filter_map(|(key, field)| param(scope, key, field, &mut wires))
        .collect()
}

fn param(
    scope: &mut MethodScope<'_, '_>,
    key: &Spanned<String>,
    field: &syntax::FieldDecl,
    wires: &mut Scope,
) -> Option<QueryParam> {
    let reporter = scope.reporter();
    let (wire, presence) = wire(key, field);
    check_wire(reporter, key, field);
    check_credentials(scope, wire, key);
    if let Some(node) = &field.constant {
        return constant_param(scope, key, field, node, wires);
    }
    let name = name_of(
        reporter,
        Role::Setter,
        wire,
        wire_span(key, field),
        field.rust.as_ref(),
    );
    check_access(reporter, field);
    let ty = scope.types().value_type(&field.ty);
    let has_entries = match &ty {
        Some(ty) => matches!(ty, Type::Scalar(Scalar::LabelFilter)),
        None => true,
    };
    let entry = entry(
        reporter,
        field,
        has_entries,
        "label_filter",
        &mut scope.names,
        Role::Setter,
    );
    let free = wires.claim_wire(reporter, Named::Parameter, wire, key.span);
    let name = name.filter(|name| free && scope.claim(Named::Parameter, name, key.span));
    let ty = ty?;
    let style = style(scope, ty.clone(), field, entry)?;
    let example = field.example.as_ref();
    let example = example.and_then(|node| scope.examples().query(node, &ty, presence, &style));
    if let QueryStyle::List(_, ListStyle::Brackets) = style {
        let word = format!("{wire}[]");
        wires.claim_wire(reporter, Named::Parameter, &word, key.span);
    }
    let docs = docs(field.docs.as_ref());
    let deprecated = note(field.deprecated.as_ref());
    name.map(|name| QueryParam {
        name,
        docs,
        deprecated,
        presence,
        example,
        constant: None,
        style,
    })
}

/// Reports a parameter that only the API would set.
fn check_access(reporter: &Reporter, field: &syntax::FieldDecl) {
    if let Some(read_only) = &field.read_only {
        let help = "remove `read_only:`: the caller sets all query parameters";
        reporter.report(Diagnostic::at(
            Code::ReadOnlySent,
            read_only.span,
            "`read_only` is not allowed in `query`",
            help,
        ));
    }
}

/// Resolves a parameter that always has the same value.
fn constant_param(
    scope: &MethodScope<'_, '_>,
    key: &Spanned<String>,
    field: &syntax::FieldDecl,
    node: &syntax::Node,
    wires: &mut Scope,
) -> Option<QueryParam> {
    let reporter = scope.reporter();
    let (wire, _) = wire(key, field);
    let free = wires.claim_wire(reporter, Named::Parameter, wire, key.span);
    let name = constant_name(reporter, wire, wire_span(key, field))?;
    let constant = constant(reporter, key, field, node)?;
    free.then(|| QueryParam {
        name,
        docs: docs(field.docs.as_ref()),
        deprecated: None,
        presence: Presence::Required,
        example: Some(constant.json()),
        style: QueryStyle::One(Type::Scalar(constant.scalar())),
        constant: Some(constant),
    })
}

/// Reports a parameter that carries the credentials.
fn check_credentials(scope: &MethodScope<'_, '_>, wire: &str, key: &Spanned<String>) {
    let settings = scope.definitions.settings;
    if settings.is_some_and(|settings| settings.head.auth.query().any(|name| name == wire)) {
        let message = format!("`auth` puts the credentials into the query parameter `{wire}`");
        let diagnostic = Diagnostic::at(Code::BadAuth, key.span, message, "remove it");
        scope.reporter().report(diagnostic);
    }
}

//! Query parameters.

use super::method_scope::MethodScope;
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{QueryParam, QueryStyle, Type},
    names::{Name, Role},
    resolve::{
        docs::{docs, note},
        fields::{check_wire, entry, wire, wire_span},
        names::name_of,
        scope::{Named, Scope},
        types::check_url,
    },
    scalars::Scalar,
    source::{Span, Spanned},
    syntax,
};

/// Resolves the query parameters of a method.
pub(super) fn query(scope: &mut MethodScope<'_, '_>) -> Vec<QueryParam> {
    let mut wires = Scope::default();
    let entries = scope.method.query.entries.iter();
    entries
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
    let name = name_of(
        reporter,
        Role::Setter,
        wire,
        wire_span(key, field),
        field.rust.as_ref(),
    );
    if let Some(read_only) = &field.read_only {
        let help = "remove `read_only:`: the caller sets all query parameters";
        reporter.report(Diagnostic::at(
            Code::ReadOnlySent,
            read_only.span,
            "`read_only` is not allowed in `query`",
            help,
        ));
    }
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
    let example = field.example.as_ref().zip(ty.as_ref());
    let example = example.and_then(|(node, ty)| scope.examples().query(node, ty, presence));
    let style = style(scope, ty?, field.ty.span, entry)?;
    let docs = docs(field.docs.as_ref());
    let deprecated = note(field.deprecated.as_ref());
    name.map(|name| QueryParam {
        name,
        docs,
        deprecated,
        presence,
        example,
        style,
    })
}

fn style(
    scope: &MethodScope<'_, '_>,
    ty: Type,
    span: Span,
    entry: Option<Name>,
) -> Option<QueryStyle> {
    let models = scope.definitions.models;
    let fits = |ty: &Type| check_url(scope.reporter(), models, ty, span);
    match ty {
        Type::Scalar(Scalar::LabelFilter) => Some(QueryStyle::Pairs { entry }),
        Type::List(item) => fits(&item).then_some(QueryStyle::Repeated(*item)),
        ty @ (Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::Map(_)) => {
            fits(&ty).then_some(QueryStyle::One(ty))
        }
    }
}

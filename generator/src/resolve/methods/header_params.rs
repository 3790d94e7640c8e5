//! Request headers whose values callers give.

use super::{described_headers::DescribedHeader, method_scope::MethodScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{HeaderParam, Presence, Shape, Type},
    names::Role,
    resolve::{
        docs::{docs, note},
        head::is_header_value,
        names::name_of,
        scope::Named,
        types::check_url,
    },
    source::Spanned,
    syntax::Node,
};
use serde_json::Value;

/// Resolves a parameter.
pub(super) fn param(
    scope: &mut MethodScope<'_, '_>,
    header: &DescribedHeader<'_>,
) -> Option<HeaderParam> {
    let (key, decl) = (header.key, header.decl);
    let presence = if key.ends_with('?') {
        Presence::Optional
    } else {
        Presence::Required
    };
    let name = name_of(
        scope.reporter(),
        Role::Setter,
        &header.name,
        key.span,
        decl.rust.as_ref(),
    );
    let text = decl.ty.as_ref()?;
    let ty = scope.types().value_type(text)?;
    let models = scope.definitions.models;
    if !check_url(scope.reporter(), models, &ty, text.span) || !has_values(scope, &ty, text) {
        return None;
    }
    let example = decl.example.as_ref();
    let example = example.and_then(|node| self::example(scope, node, &ty));
    let name = name.filter(|name| scope.claim(Named::Parameter, name, key.span))?;
    Some(HeaderParam {
        name,
        docs: docs(decl.docs.as_ref()),
        deprecated: note(decl.deprecated.as_ref()),
        presence,
        ty,
        example,
    })
}

/// Returns `true` if a header can have the values of a type; otherwise it is reported.
fn has_values(scope: &MethodScope<'_, '_>, ty: &Type, text: &Spanned<String>) -> bool {
    let Type::Model(id) = ty else {
        return true;
    };
    let shape = scope.definitions.models.shape(*id);
    let values = match &shape {
        Shape::Enum(values) => values.as_slice(),
        Shape::Struct(_) | Shape::Union(_) | Shape::Mask(_) => &[],
    };
    let mut words = values.iter().map(|value| value.name.wire());
    let Some(odd) = words.find(|word| !is_header_value(word)) else {
        return true;
    };
    let message = format!(
        "`{}` has the value `{}`, which no header can have",
        text.value,
        odd.escape_debug()
    );
    let code = Code::HeaderForm;
    let diagnostic = Diagnostic::at(code, text.span, message, "write `type: string`");
    scope.reporter().report(diagnostic);
    false
}

/// Reads an example.
fn example(scope: &MethodScope<'_, '_>, node: &Node, ty: &Type) -> Option<Value> {
    let value = scope.examples().value(node, ty)?;
    let text = value.as_str();
    if text.is_some_and(|text| !is_header_value(text)) {
        let message = "the example does not match its type: no header can have it as its value";
        let help = "write printable ASCII without spaces at its ends";
        let code = Code::ExampleMismatch;
        scope
            .reporter()
            .report(Diagnostic::at(code, node.span, message, help));
        return None;
    }
    Some(value)
}

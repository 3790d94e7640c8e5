//! Other fields of pages.

use super::{envelope_values, method_scope::MethodScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ModelId, Next, Shape, Type},
    resolve::shaped::ShapedModels,
    scalars::Scalar,
    source::{Span, Spanned},
    syntax::Pagination,
};

/// Reports `envelope:` of a method that returns no pages.
pub(super) fn check_misplaced(scope: &MethodScope<'_, '_>, returns_pages: bool) {
    if let Some(envelope) = scope.method.envelope.as_ref().filter(|_| !returns_pages) {
        report(
            scope,
            envelope.span,
            "`envelope` is only allowed on a method that returns `page of …`",
            "remove `envelope:`, or return `page of …`; without pages, return the model itself",
        );
    }
}

/// Resolves `envelope:`. One that is wrong is reported.
pub(super) fn envelope(
    scope: &mut MethodScope<'_, '_>,
    pagination: &Pagination,
    next: &Next,
    text: &Spanned<String>,
) -> Option<Type> {
    let ty = scope.types().value_type(text)?;
    let models = scope.definitions.models;
    let model = match &ty {
        Type::Model(id) if matches!(models.shape(*id), Shape::Struct(_)) => *id,
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => {
            let message = format!(
                "the envelope of a page must be a model with `fields`, but `{}` is not",
                text.value
            );
            let help = "describe a model with the fields of the response that are not its items";
            report(scope, text.span, &message, help);
            return None;
        }
    };
    let Some(items) = &pagination.items else {
        let message = "a page whose body is the list itself has no other fields";
        let help = "remove `envelope:`, or write the path of the items in `items:` of `pagination`";
        report(scope, text.span, message, help);
        return None;
    };
    if let Some((message, help)) = misfit(models, model, items.value.keys()) {
        report(scope, text.span, &message, help);
        return None;
    }
    if let Some((message, help)) = envelope_values::misfit(models, model, next) {
        report(scope, text.span, &message, &help);
        return None;
    }
    Some(ty)
}

/// Returns the problem of a model that would read the items of a page as something else, and its remedy.
fn misfit(
    models: &ShapedModels,
    envelope: ModelId,
    items: &[String],
) -> Option<(String, &'static str)> {
    const HELP: &str = "describe a model that has only the other fields of the page";
    let mut model = envelope;
    for (index, key) in items.iter().enumerate() {
        let title = models.get(model).wire();
        let fields = models.shape(model).fields();
        let mut described = fields.iter().filter(|field| !field.is_rest);
        let Some(field) = described.find(|field| field.name.wire() == key) else {
            let takes_all = fields.iter().any(|field| field.is_rest);
            let (keeps, help) = match models.get(model).keeps_unknown {
                true => (
                    "keeps unknown fields",
                    "write `unknown_fields: drop` in the model",
                ),
                false if takes_all => ("has `additional` fields", HELP),
                false => return None,
            };
            let message =
                format!("`{title}` {keeps}, and the items of the page would be one of them");
            return Some((message, help));
        };
        let is_last = index + 1 == items.len();
        match field.ty.unless_null() {
            Type::Scalar(Scalar::Json) => return None,
            Type::List(_) if is_last => return None,
            Type::Model(id) if !is_last && matches!(models.shape(*id), Shape::Struct(_)) => {
                model = *id;
            }
            Type::Scalar(_)
            | Type::Model(_)
            | Type::Mask(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_) => {
                let message = format!(
                    "the field `{key}` of `{title}` is in the place of the items of the page"
                );
                return Some((message, HELP));
            }
        }
    }
    None
}

fn report(scope: &MethodScope<'_, '_>, span: Span, message: &str, help: &str) {
    let diagnostic = Diagnostic::at(Code::BadEnvelope, span, message, help);
    scope.reporter().report(diagnostic);
}

//! Error bodies.

use super::{shaped::ShapedModels, types::TypeScope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{ErrorShape, ModelId, Shape, Type},
    scalars::UrlForm,
    syntax::{self, KeyPath},
};

/// Default path of the message in an error body.
const MESSAGE: &str = "message";

/// Resolves `error:`.
pub(super) fn resolve(
    types: &mut TypeScope<'_, '_>,
    models: &ShapedModels,
    api: &syntax::ApiFile,
) -> Option<ErrorShape> {
    let shape = api.error.as_ref()?;
    let model = match types.value_type(&shape.model)? {
        Type::Model(id) => id,
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
            types.reporter.report(Diagnostic::at(
                Code::BadError,
                shape.model.span,
                "`error` needs a model",
                "write the name of a model with `fields:`",
            ));
            return None;
        }
    };
    let described = shape.message.as_ref();
    let path = described.map_or_else(|| KeyPath::dotted(MESSAGE), |path| path.value.clone());
    if leads_to_text(models, model, path.keys()) {
        let message = path.keys().to_vec();
        return Some(ErrorShape { model, message });
    }
    let model = models.get(model);
    let (span, message, help) = match &model.shape {
        Shape::Struct(_) => (
            described.map_or(shape.model.span, |message| message.span),
            format!(
                "the model `{}` has no `string` field `{path}`",
                model.wire()
            ),
            "write the path of the field with the error message in `message:`",
        ),
        Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => (
            shape.model.span,
            format!(
                "`error` needs a model with `fields`, and {}",
                model.describe()
            ),
            "write the name of a model with `fields:`",
        ),
    };
    let diagnostic = Diagnostic::at(Code::BadError, span, message, help);
    types.reporter.report(diagnostic);
    None
}

/// Returns `true` if a path leads from field to field to a `string`.
fn leads_to_text(models: &ShapedModels, start: ModelId, path: &[String]) -> bool {
    let mut model = Some(start);
    let mut is_text = false;
    for key in path {
        let mut fields = model.iter().flat_map(|id| models.shape(*id).fields());
        let Some(field) = fields.find(|field| field.name.wire() == key) else {
            return false;
        };
        (model, is_text) = match &field.ty {
            Type::Model(inner) => (Some(*inner), false),
            Type::Scalar(scalar) => (None, scalar.row().url == UrlForm::Text),
            Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => (None, false),
        };
    }
    is_text
}

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
            format!("the model `{}` has no text at `{path}`", model.wire()),
            "write the path of the field with the error message in `message:`, which may be in the first item of a list",
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

/// Returns `true` if a path leads from field to field to a text. Of a list, it leads to the first item.
fn leads_to_text(models: &ShapedModels, start: ModelId, path: &[String]) -> bool {
    let mut place = &Type::Model(start);
    for key in path {
        let Type::Model(id) = value(place) else {
            return false;
        };
        let mut fields = models.shape(*id).fields().iter();
        let Some(field) = fields.find(|field| field.name.wire() == key) else {
            return false;
        };
        place = &field.ty;
    }
    match value(place) {
        Type::Scalar(scalar) => scalar.row().url == UrlForm::Text,
        Type::Model(id) => {
            let shape = models.shape(*id);
            matches!(shape, Shape::Enum(_)) && !shape.is_integer_enum()
        }
        Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => false,
    }
}

/// Returns the type of a value that is not `null`, or of the items of a list.
fn value(ty: &Type) -> &Type {
    let value = ty.unless_null();
    match value {
        Type::List(item) => item.unless_null(),
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::Map(_) | Type::Nullable(_) => {
            value
        }
    }
}

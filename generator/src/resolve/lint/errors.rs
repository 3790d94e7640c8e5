//! Warnings about fields of the error model that have no method on `Error`.

use super::allowed::Allowed;
use crate::{
    diagnostic::Code,
    model::ErrorShape,
    resolve::{reporter::Reporter, shaped::ShapedModels},
};

/// Warns of fields whose names are methods that `Error` has for every API. One warning names all of them.
pub(super) fn check(
    reporter: &Reporter,
    allowed: &mut Allowed,
    models: &ShapedModels,
    error: Option<&ErrorShape>,
) {
    let Some(shape) = error else { return };
    let fields = models.shape(shape.model).fields().iter();
    let fields = fields.filter(|field| field.constant.is_none());
    let hidden: Vec<_> = fields.filter(|field| shape.is_hidden(field)).collect();
    let Some(first) = hidden.first() else { return };
    let names = hidden
        .iter()
        .map(|field| format!("`{}`", field.name.wire()));
    let names = names.collect::<Vec<_>>().join(", ");
    let model = models.get(shape.model).wire();
    let message = format!(
        "`Error` has methods of its own with these names, so that fields of the error model `{model}` have none: {names}"
    );
    let name = first.name.rust();
    let help = format!(
        "give each field another name with `rust:`, such as `rust: {name}_value`; if `Error::body_as`, which returns the whole model, is enough, write `allow: [W004]`"
    );
    let code = Code::HiddenErrorField;
    allowed.warn(reporter, models, shape.model, code, message, &help);
}

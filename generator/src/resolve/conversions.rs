//! Conversions of one struct into another that has some of its fields.

use super::{
    declared::ModelIndex,
    reporter::Reporter,
    shaped::{ShapedModel, ShapedModels},
    types::TypeScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Field, ModelId, Presence, Shape, Type, queries::counterpart},
    source::Spanned,
};

/// Resolves `from:` of models. The shapes of all models must be known.
pub(super) fn resolve(
    reporter: &Reporter,
    index: &ModelIndex,
    models: &mut ShapedModels,
    with_source: &[(ModelId, &Spanned<String>)],
) {
    for (id, from) in with_source {
        let mut types = TypeScope {
            reporter,
            index,
            masks: None,
            allows_files: false,
        };
        let Some(ty) = types.value_type(from) else {
            continue;
        };
        let source = match ty {
            Type::Model(source) if source != *id => Some(source),
            Type::Model(_)
            | Type::Scalar(_)
            | Type::Mask(_)
            | Type::List(_)
            | Type::Map(_)
            | Type::Nullable(_) => None,
        };
        let (target, source_model) = (models.get(*id), source.map(|source| models.get(source)));
        if let Some((message, help)) = problem(target, source_model, from) {
            reporter.report(Diagnostic::at(
                Code::BadConversion,
                from.span,
                message,
                help,
            ));
        } else {
            models.0[id.0].from = source;
        }
    }
}

/// Returns the reason why `source` cannot be converted into `target`, and the remedy. `source` is `None` if it is not
/// another model.
fn problem(
    target: &ShapedModel,
    source: Option<&ShapedModel>,
    from: &Spanned<String>,
) -> Option<(String, String)> {
    let Some(source) = source else {
        let message = format!("`{}` is not another model", from.value);
        return Some((
            message,
            "write the name of a model with `fields`".to_owned(),
        ));
    };
    let Shape::Struct(theirs) = &source.shape else {
        let message = format!(
            "`from` converts one struct into another, but {}",
            source.describe()
        );
        return Some((message, "remove `from:`".to_owned()));
    };
    let ours = target.shape.fields().iter();
    let ours: Vec<_> = ours.filter(|field| field.constant.is_none()).collect();
    if !target.is_complete || !source.is_complete {
        return None;
    }
    let shared = ours
        .iter()
        .filter(|field| counterpart(theirs, field).is_some());
    if shared.count() == 0 {
        let message = format!(
            "`{}` and `{}` have no field in common",
            target.wire(),
            source.wire()
        );
        return Some((message, "remove `from:`".to_owned()));
    }
    let message = ours
        .iter()
        .find_map(|field| field_problem(field, source, theirs))?;
    let (target, source) = (target.wire(), source.wire());
    let help = format!("remove `from:`: `{target}` does not follow from `{source}`");
    Some((message, help))
}

/// Returns `true` if only one of two fields that may be `null` may be missing.
fn is_unlike(field: &Field, other: &Field) -> bool {
    field.ty.is_nullable() && field.presence != other.presence
}

/// Returns the reason why the value of a field does not follow from `theirs`, the fields of `source`.
fn field_problem(field: &Field, source: &ShapedModel, theirs: &[Field]) -> Option<String> {
    let (name, source) = (field.name.wire(), source.wire());
    let required = field.presence == Presence::Required;
    match counterpart(theirs, field) {
        None if required && !field.is_rest => Some(format!(
            "`{source}` has no field `{name}`, which is required here"
        )),
        Some(other) if other.ty != field.ty || is_unlike(field, other) => {
            Some(format!("the field `{name}` of `{source}` has another type"))
        }
        Some(other) if required && other.presence == Presence::Optional => Some(format!(
            "the field `{name}` of `{source}` is optional, and required here"
        )),
        None | Some(_) => None,
    }
}

//! Fields in the result of a method, which are named by paths.

use super::shaped::ShapedModels;
use crate::model::{Field, ModelId, Presence, Returns, Shape, Type};

/// A field of a result, or of a struct in it.
pub(super) struct FieldAt<'a> {
    pub(super) path: Vec<String>,
    pub(super) field: &'a Field,
    /// Whether the field and all around it are required.
    pub(super) is_required: bool,
}

/// Finds the field at a path. A key may contain dots.
pub(super) fn field_at<'a>(
    models: &'a ShapedModels,
    model: ModelId,
    path: &str,
) -> Option<FieldAt<'a>> {
    let fields = models.shape(model).fields().iter();
    let mut fields = fields.filter(|field| !field.is_rest && field.constant.is_none());
    fields.find_map(|field| {
        let key = field.name.wire();
        let is_required = field.presence == Presence::Required;
        let rest = path.strip_prefix(key)?;
        if rest.is_empty() {
            return Some(FieldAt {
                path: vec![key.to_owned()],
                field,
                is_required,
            });
        }
        let (rest, inner) = (rest.strip_prefix('.')?, struct_of(&field.ty)?);
        let mut found = field_at(models, inner, rest)?;
        found.path.insert(0, key.to_owned());
        found.is_required &= is_required;
        Some(found)
    })
}

/// Finds the field at a path of keys.
pub(super) fn field_of<'a>(
    models: &'a ShapedModels,
    model: ModelId,
    path: &[String],
) -> Option<FieldAt<'a>> {
    let (key, rest) = path.split_first()?;
    let mut fields = models.shape(model).fields().iter();
    let field = fields.find(|field| !field.is_rest && field.name.wire() == key)?;
    let is_required = field.presence == Presence::Required;
    if rest.is_empty() {
        return Some(FieldAt {
            path: vec![key.clone()],
            field,
            is_required,
        });
    }
    let mut found = field_of(models, struct_of(&field.ty)?, rest)?;
    found.path.insert(0, key.clone());
    found.is_required &= is_required;
    Some(found)
}

/// Returns the struct that a method returns; `None` if it returns anything else.
pub(super) fn returned_struct(models: &ShapedModels, returns: &Returns) -> Option<ModelId> {
    let id = match returns {
        Returns::Value(Type::Model(id)) => *id,
        Returns::Value(_)
        | Returns::Nothing
        | Returns::ByStatus(_)
        | Returns::Text
        | Returns::Download
        | Returns::Redirect
        | Returns::Pages(_)
        | Returns::Events(_)
        | Returns::Lines(_) => return None,
    };
    match models.shape(id) {
        Shape::Struct(_) => Some(id),
        Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => None,
    }
}

/// Returns `true` if the fields at the beginning of a path may be incomplete because of a problem that was reported.
pub(super) fn is_reported(models: &ShapedModels, model: ModelId, path: &str) -> bool {
    let mut fields = models.shape(model).fields().iter();
    !models.get(model).is_complete
        || fields.any(|field| {
            let rest = path.strip_prefix(field.name.wire());
            let rest = rest.and_then(|rest| rest.strip_prefix('.'));
            rest.zip(struct_of(&field.ty))
                .is_some_and(|(rest, inner)| is_reported(models, inner, rest))
        })
}

/// Returns the model of a type that is a model itself.
fn struct_of(ty: &Type) -> Option<ModelId> {
    match ty {
        Type::Model(id) => Some(*id),
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_) => None,
    }
}

//! Values in a page that lead to the next one, as its envelope describes them.

use crate::{
    model::{Field, ModelId, Next, Shape, Type},
    resolve::{
        page_values::{self, PageValue},
        pagination::as_one_key,
        shaped::ShapedModels,
    },
    scalars::Scalar,
};

/// Returns the message and the remedy for a value that cannot be what the envelope describes in its place.
pub(super) fn misfit(
    models: &ShapedModels,
    envelope: ModelId,
    next: &Next,
) -> Option<(String, String)> {
    let mut values = page_values::of(next).into_iter();
    values.find_map(|value| value_misfit(models, envelope, &value))
}

fn value_misfit(
    models: &ShapedModels,
    envelope: ModelId,
    value: &PageValue<'_>,
) -> Option<(String, String)> {
    let PageValue { key, path, kind } = value;
    let joined = path.join(".");
    match place(models, &Type::Model(envelope), path) {
        Place::Value(Type::Scalar(scalar)) if kind.may_be(*scalar) => None,
        Place::Value(_) => {
            let message = format!(
                "`{key}` of `pagination` is the field `{joined}` of this model, which must be {}",
                kind.types()
            );
            let help = format!("change the type of `{joined}`, or correct the path in `{key}:`");
            Some((message, help))
        }
        Place::Inside(depth) => {
            let outer = path[..depth].join(".");
            let message = format!(
                "`{key}` of `pagination` is the path `{joined}`, but the field `{outer}` of this model has no fields"
            );
            let help = format!(
                "describe `{outer}` as a model with `fields`, or correct the path in `{key}:`"
            );
            Some((message, help))
        }
        Place::Undescribed => {
            let fields = models.shape(envelope).fields();
            let is_one_key = path.len() > 1 && field(fields, &joined).is_some();
            is_one_key.then(|| {
                let message = format!(
                    "`{key}` of `pagination` is the path from `{}` to `{}`, but this model has the field `{joined}`",
                    path[0],
                    path[1..].join("."),
                );
                (message, as_one_key(key, &joined))
            })
        }
    }
}

/// Place to which a path leads.
enum Place<'a> {
    /// A value of a type, which is not `null`.
    Value(&'a Type),
    /// A place that is not described.
    Undescribed,
    /// A place inside of a value that is no object with fields. The path of that value has so many keys.
    Inside(usize),
}

/// Returns the place to which a path leads.
fn place<'a>(models: &'a ShapedModels, envelope: &'a Type, path: &[String]) -> Place<'a> {
    let mut ty = envelope;
    for (depth, key) in path.iter().enumerate() {
        let inner = match ty.unless_null() {
            Type::Model(id) => match models.shape(*id) {
                Shape::Struct(fields) => field(fields, key),
                Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => return Place::Inside(depth),
            },
            Type::Map(item) => Some(&**item),
            Type::Scalar(Scalar::Json) => None,
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Nullable(_) => {
                return Place::Inside(depth);
            }
        };
        match inner {
            Some(inner) => ty = inner,
            None => return Place::Undescribed,
        }
    }
    Place::Value(ty.unless_null())
}

/// Returns the type of an entry of a struct; `None` if the entry is not described.
fn field<'a>(fields: &'a [Field], key: &str) -> Option<&'a Type> {
    let (rest, named): (Vec<_>, Vec<_>) = fields.iter().partition(|field| field.is_rest);
    let named = named.into_iter().find(|field| field.name.wire() == key);
    match (named, rest.first().map(|rest| &rest.ty)) {
        (Some(field), _) => Some(&field.ty),
        (None, Some(Type::Map(item))) => Some(item),
        (None, Some(_) | None) => None,
    }
}

//! Values in a page that lead to the next one, as its envelope describes them.

use crate::{
    model::{CursorSource, Field, ModelId, Next, NumberEnd, Shape, Type},
    resolve::{pagination::as_one_key, shaped::ShapedModels},
    scalars::{Scalar, UrlForm},
};

/// Returns the message and the remedy for a value that cannot be what the envelope describes in its place.
pub(super) fn misfit(
    models: &ShapedModels,
    envelope: ModelId,
    next: &Next,
) -> Option<(String, String)> {
    let mut values = values(next).into_iter();
    values.find_map(|value| value_misfit(models, envelope, &value))
}

fn value_misfit(
    models: &ShapedModels,
    envelope: ModelId,
    value: &PageValue<'_>,
) -> Option<(String, String)> {
    let PageValue { key, path, .. } = value;
    let joined = path.join(".");
    match place(models, &Type::Model(envelope), path) {
        Place::Value(Type::Scalar(scalar)) if (value.fits)(*scalar) => None,
        Place::Value(_) => {
            let message = format!(
                "`{key}` of `pagination` is the field `{joined}` of this model, which must be {}",
                value.expected
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

/// A value that leads to the next page.
struct PageValue<'a> {
    /// Key of `pagination`.
    key: &'static str,
    path: &'a [String],
    /// Types that it may have, as text.
    expected: &'static str,
    fits: fn(Scalar) -> bool,
}

/// Returns the values in a page that lead to the next one.
fn values(next: &Next) -> Vec<PageValue<'_>> {
    let mut values = Vec::new();
    match next {
        Next::Cursor { source, more, .. } => {
            if let CursorSource::Body(path) = source {
                values.push(PageValue {
                    key: "next",
                    path,
                    expected: "`string` or an integer",
                    fits: |scalar| is_text(scalar) || is_integer(scalar),
                });
            }
            values.extend(more.as_deref().map(tells_more));
        }
        Next::Url { path, more } => {
            values.push(PageValue {
                key: "next_url",
                path,
                expected: "`string`",
                fits: is_text,
            });
            values.extend(more.as_deref().map(tells_more));
        }
        Next::Page { end, .. } | Next::Offset { end, .. } => match end {
            NumberEnd::Empty => {}
            NumberEnd::More(path) => values.push(tells_more(path)),
            NumberEnd::Pages(path) => values.push(count("pages", path)),
            NumberEnd::Total(path) => values.push(count("total", path)),
        },
        Next::Link => {}
    }
    values
}

fn tells_more(path: &[String]) -> PageValue<'_> {
    PageValue {
        key: "more",
        path,
        expected: "`bool`",
        fits: |scalar| matches!(scalar, Scalar::Bool),
    }
}

fn count<'a>(key: &'static str, path: &'a [String]) -> PageValue<'a> {
    PageValue {
        key,
        path,
        expected: "`int32`, `int64` or `int64_text`",
        fits: is_integer,
    }
}

fn is_text(scalar: Scalar) -> bool {
    scalar.row().url == UrlForm::Text
}

fn is_integer(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Int32 | Scalar::Int64 | Scalar::Int64Text)
}

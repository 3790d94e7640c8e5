//! Documented JSON as the emitted crate writes it.

use crate::model::{Api, Content, Field, ModelId, Pages, Presence, Shape, Type, Union};
use serde_json::{Map, Value};

/// Returns what the emitted crate writes after it has decoded a documented value of a type.
pub(in crate::rust) fn value(api: &Api, ty: &Type, json: &Value) -> Value {
    match (ty, json) {
        (Type::Scalar(scalar), Value::String(text)) => {
            let canonical = scalar.canonical(text);
            Value::String(canonical.unwrap_or_else(|| text.clone()))
        }
        (Type::Nullable(ty), json) => value(api, ty, json),
        (Type::List(item), Value::Array(items)) => {
            items.iter().map(|json| value(api, item, json)).collect()
        }
        (Type::Map(item), Value::Object(entries)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, json)| (key.clone(), value(api, item, json)));
            Value::Object(entries.collect())
        }
        (Type::Model(id), json) => model(api, *id, json),
        (
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
        ) => json.clone(),
    }
}

/// Returns the canonical form of the fields of an object.
pub(in crate::rust) fn fields(
    api: &Api,
    fields: &[Field],
    entries: &Map<String, Value>,
) -> Map<String, Value> {
    let rest = fields.iter().find(|field| field.is_rest);
    let rest = rest.and_then(|rest| match &rest.ty {
        Type::Map(item) => Some(&**item),
        Type::Scalar(_) | Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Nullable(_) => {
            None
        }
    });
    let typed = |key: &String| {
        let mut fields = fields.iter().filter(|field| !field.is_rest);
        let field = fields.find(|field| field.name.wire() == key);
        field.map(|field| &field.ty).or(rest)
    };
    let entries = entries.iter().map(|(key, json)| {
        let canonical = typed(key).map_or_else(|| json.clone(), |ty| value(api, ty, json));
        (key.clone(), canonical)
    });
    entries.collect()
}

/// Returns the canonical form of the other fields of a page, without the values that they do not describe.
pub(in crate::rust) fn envelope(api: &Api, ty: &Type, page: &Value) -> Value {
    value(api, ty, &described(api, ty, page))
}

/// Returns a value without the entries of objects that their structs do not describe.
fn described(api: &Api, ty: &Type, json: &Value) -> Value {
    let fields = match ty {
        Type::Model(id) => match &api.models.get(*id).shape {
            Shape::Struct(fields) if !fields.iter().any(|field| field.is_rest) => fields,
            Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => {
                return json.clone();
            }
        },
        Type::Nullable(inner) => return described(api, inner, json),
        Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => return json.clone(),
    };
    let Value::Object(entries) = json else {
        return json.clone();
    };
    let entries = entries.iter().filter_map(|(key, value)| {
        let field = fields.iter().find(|field| field.name.wire() == key)?;
        Some((key.clone(), described(api, &field.ty, value)))
    });
    Value::Object(entries.collect())
}

/// Returns the canonical form of a page.
pub(in crate::rust) fn page(api: &Api, pages: &Pages, json: &Value) -> Value {
    let mut page = json.clone();
    let items = pages
        .items
        .iter()
        .try_fold(&mut page, |value, key| value.get_mut(key));
    for item in items.and_then(Value::as_array_mut).into_iter().flatten() {
        *item = value(api, &pages.item, item);
    }
    page
}

fn model(api: &Api, id: ModelId, json: &Value) -> Value {
    match (&api.models.get(id).shape, json) {
        (Shape::Struct(described), Value::Object(entries)) => {
            let mut written = fields(api, described, entries);
            // The `null` of an optional field decodes to `None`, which is left out.
            written.retain(|key, json| !json.is_null() || !is_optional(described, key));
            Value::Object(written)
        }
        (Shape::Union(union), json) => self::union(api, union, json),
        (Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_), json) => json.clone(),
    }
}

/// Returns `true` if one of the fields has the key, and need not be there.
fn is_optional(fields: &[Field], key: &str) -> bool {
    let mut fields = fields.iter().filter(|field| !field.is_rest);
    fields.any(|field| {
        let is_optional = field.presence == Presence::Optional && !field.ty.is_nullable();
        field.name.wire() == key && is_optional
    })
}

fn union(api: &Api, union: &Union, json: &Value) -> Value {
    let mut written = json.clone();
    match union.variant_of(json).map(|variant| &variant.content) {
        Some(Content::Keyed(key, ty)) => {
            if let Some(json) = written.get_mut(key) {
                *json = value(api, ty, json);
            }
        }
        Some(Content::Flat(id)) => written = model(api, *id, json),
        Some(Content::Whole(ty)) => written = value(api, ty, json),
        Some(Content::Nothing | Content::Empty(_)) | None => {}
    }
    written
}

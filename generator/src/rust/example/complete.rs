//! Request bodies, completed so that the models in them can be decoded: a request does not have the read-only fields that a
//! response must have. They are not sent.

use super::sample::{self, Direction};
use crate::model::{Access, Api, Content, Field, ModelId, Presence, Shape, Type, Union};
use serde_json::{Map, Value};

/// Adds samples of required read-only fields to a value of a type.
pub(in crate::rust) fn complete(api: &Api, ty: &Type, json: &Value) -> Value {
    match (ty, json) {
        (Type::Nullable(ty), json) if !json.is_null() => complete(api, ty, json),
        (Type::List(item), Value::Array(items)) => {
            items.iter().map(|json| complete(api, item, json)).collect()
        }
        (Type::Map(item), Value::Object(entries)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, json)| (key.clone(), complete(api, item, json)));
            Value::Object(entries.collect())
        }
        (Type::Model(id), json) => model(api, *id, json),
        (
            Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) | Type::Nullable(_),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
        ) => json.clone(),
    }
}

fn model(api: &Api, id: ModelId, json: &Value) -> Value {
    match (&api.models.get(id).shape, json) {
        (Shape::Struct(fields), Value::Object(entries)) => {
            Value::Object(object(api, fields, entries))
        }
        (Shape::Union(union), json) => self::union(api, union, json),
        (Shape::Struct(_) | Shape::Enum(_) | Shape::Mask(_), json) => json.clone(),
    }
}

fn object(api: &Api, fields: &[Field], entries: &Map<String, Value>) -> Map<String, Value> {
    let mut completed = Map::new();
    for field in fields.iter().filter(|field| !field.is_rest) {
        let wire = field.name.wire();
        let is_needed = field.presence == Presence::Required
            && field.access == Access::ReadOnly
            && !api.reads_missing_as_zero(&field.ty);
        let value = match entries.get(wire) {
            Some(json) => complete(api, &field.ty, json),
            None if is_needed => sample::field(api, field, Direction::Response).json(),
            None => continue,
        };
        completed.insert(wire.to_owned(), value);
    }
    let rest = fields.iter().find(|field| field.is_rest);
    for (key, json) in entries {
        let is_field = completed.contains_key(key);
        let value = match rest.map(|rest| &rest.ty) {
            Some(Type::Map(item)) if !is_field => complete(api, item, json),
            Some(_) | None if !is_field => json.clone(),
            Some(_) | None => continue,
        };
        completed.insert(key.clone(), value);
    }
    completed
}

/// Completes the content of the variant that the value is.
fn union(api: &Api, union: &Union, json: &Value) -> Value {
    let mut completed = json.clone();
    match union.variant_of(json).map(|variant| &variant.content) {
        Some(Content::Keyed(key, ty)) => {
            if let Some(value) = completed.get_mut(key) {
                *value = complete(api, ty, value);
            }
            completed
        }
        Some(Content::Flat(id)) => model(api, *id, json),
        Some(Content::Whole(ty)) => complete(api, ty, json),
        Some(Content::Nothing | Content::Empty(_)) | None => completed,
    }
}

//! Types as schemas.

use super::words::masked;
use crate::{
    model::{Models, Type},
    openapi::{
        extension::{ExtendedObject, Extension},
        scalars,
    },
};
use serde_json::{Map, Value, json};

/// Returns the schema of a type.
pub(super) fn schema(models: &Models, ty: &Type) -> Map<String, Value> {
    let mut schema = Map::new();
    match ty {
        Type::Scalar(scalar) => schema = scalars::schema(*scalar),
        Type::Model(id) => {
            let name = models.get(*id).name.wire();
            schema.insert("$ref".to_owned(), reference(name).into());
        }
        Type::Mask(id) => {
            schema.insert("type".to_owned(), "string".into());
            let masked = reference(masked(models, *id));
            let mut extension = Extension::new(ExtendedObject::Mask);
            extension.add("mask", Some(json!({ "$ref": masked })));
            extension.attach(&mut schema);
        }
        Type::List(item) => {
            schema.insert("type".to_owned(), "array".into());
            schema.insert("items".to_owned(), self::schema(models, item).into());
        }
        Type::Map(value) => {
            schema.insert("type".to_owned(), "object".into());
            let value = self::schema(models, value);
            schema.insert("additionalProperties".to_owned(), value.into());
        }
        Type::Nullable(inner) => schema = nullable(self::schema(models, inner)),
    }
    schema
}

/// Returns the pointer of a model.
pub(super) fn reference(model: &str) -> String {
    format!("#/components/schemas/{model}")
}

/// Adds `null` to the values of a schema.
fn nullable(mut schema: Map<String, Value>) -> Map<String, Value> {
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push("null".into()),
        Some(ty) => *ty = json!([ty.clone(), "null"]),
        None => {
            let any = json!([schema, { "type": "null" }]);
            schema = Map::from_iter([("anyOf".to_owned(), any)]);
        }
    }
    schema
}

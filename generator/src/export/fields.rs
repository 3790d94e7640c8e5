//! Fields of models and of bodies.

use super::{
    examples::{self, is_whole},
    schemas::schema,
    words::{put, rust},
};
use crate::{
    model::{Constant, Field, Models, Presence, Type, queries::is_read_only},
    names::{Name, Role},
    openapi::{
        extension::{ExtendedObject, Extension},
        scalars,
    },
};
use serde_json::{Map, Value};

/// Returns the schema of an object with these fields.
pub(super) fn object(models: &Models, fields: &[Field], role: Role) -> Map<String, Value> {
    let mut object = Map::from_iter([("type".to_owned(), Value::from("object"))]);
    let described = fields.iter().filter(|field| !field.is_rest);
    let properties = described.clone().map(|field| {
        let name = field.name.wire().to_owned();
        (name, Value::Object(property(models, field, role)))
    });
    let properties: Map<_, _> = properties.collect();
    let required = described.filter(|field| field.presence == Presence::Required);
    let required: Vec<_> = required
        .map(|field| Value::from(field.name.wire()))
        .collect();
    object.insert("properties".to_owned(), properties.into());
    put(
        &mut object,
        "required",
        (!required.is_empty()).then_some(required),
    );
    let rest = fields.iter().find(|field| field.is_rest);
    if let Some(Type::Map(value)) = rest.map(|rest| &rest.ty) {
        let value = schema(models, value);
        object.insert("additionalProperties".to_owned(), value.into());
    }
    object
}

/// Returns the schema of a value that never differs.
pub(super) fn constant(constant: &Constant) -> Map<String, Value> {
    let mut schema = scalars::schema(constant.scalar());
    schema.shift_remove("format");
    schema.insert("const".to_owned(), constant.json());
    schema
}

fn property(models: &Models, field: &Field, role: Role) -> Map<String, Value> {
    let mut property = match &field.constant {
        Some(value) => constant(value),
        None => schema(models, &field.ty),
    };
    put(&mut property, "description", field.docs.text());
    if field.constant.is_some() {
        return property;
    }
    put(
        &mut property,
        "readOnly",
        is_read_only(field).then_some(true),
    );
    put(
        &mut property,
        "deprecated",
        field.deprecated.as_ref().map(|_| true),
    );
    let example = field.example.as_ref();
    let is_whole = example.is_some_and(|example| is_whole(models, &field.ty, example));
    examples::of_schema(&mut property, ExtendedObject::Field, example, is_whole);
    let mut extension = Extension::new(ExtendedObject::Field);
    extension
        .add("entry", field.entry.as_ref().map(Name::rust))
        .add("deprecated", field.deprecated.clone())
        .add("rust", rust(role, field.name.wire(), &field.name));
    extension.attach(&mut property);
    property
}

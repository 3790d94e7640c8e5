//! Models as schemas under `components`.

use super::{
    examples::{self, is_whole},
    fields,
    schemas::reference,
    unions,
    words::{put, rust},
};
use crate::{
    model::{Api, EnumValue, Field, Model, ModelId, Models, Shape, Type},
    names::{Role, snake},
    openapi::extension::{ExtendedObject, Extension},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Returns the schemas of all models. Field masks have none: they are texts.
pub(super) fn schemas(api: &Api) -> Map<String, Value> {
    let models = api.models.0.iter().enumerate();
    let schemas = models.filter_map(|(index, model)| {
        let mut schema = shape(api, model)?;
        put(
            &mut schema,
            "deprecated",
            model.deprecated.as_ref().map(|_| true),
        );
        let example = model.example.as_ref();
        let ty = Type::Model(ModelId(index));
        let is_whole = example.is_some_and(|example| is_whole(&api.models, &ty, example));
        examples::of_schema(&mut schema, ExtendedObject::Model, example, is_whole);
        extension(api, ModelId(index), model).attach(&mut schema);
        Some((model.name.wire().to_owned(), Value::Object(schema)))
    });
    schemas.collect()
}

fn shape(api: &Api, model: &Model) -> Option<Map<String, Value>> {
    let mut schema = Map::new();
    put(&mut schema, "description", model.docs.text());
    schema.extend(match &model.shape {
        Shape::Struct(fields) => structure(&api.models, model, fields),
        Shape::Enum(values) => values_of(values, &model.prefix),
        Shape::Union(union) => unions::union(&api.models, union, &model.prefix),
        Shape::Mask(_) => return None,
    });
    Some(schema)
}

/// Returns the schema of a struct. The fields that it includes are those of other schemas.
fn structure(models: &Models, model: &Model, fields: &[Field]) -> Map<String, Value> {
    let included = models.0.iter();
    let included =
        included.filter(|other| model.includes.iter().any(|name| name == other.name.wire()));
    let included = included.flat_map(|other| other.shape.fields());
    let included: BTreeSet<_> = included.map(|field| field.name.wire()).collect();
    let is_own = |field: &&Field| field.is_rest || !included.contains(field.name.wire());
    let own: Vec<_> = fields.iter().filter(is_own).cloned().collect();
    let object = fields::object(models, &own, Role::Field);
    if model.includes.is_empty() {
        return object;
    }
    let parts = model
        .includes
        .iter()
        .map(|name| json!({ "$ref": reference(name) }));
    let parts: Vec<_> = parts.chain([Value::Object(object)]).collect();
    Map::from_iter([("allOf".to_owned(), parts.into())])
}

fn extension(api: &Api, id: ModelId, model: &Model) -> Extension {
    let home = api
        .resources
        .iter()
        .find(|resource| resource.models.contains(&id));
    let from = model.from.map(|from| api.models.get(from).name.wire());
    let prefix = Some(model.prefix.as_str()).filter(|prefix| !prefix.is_empty());
    let allow = Some(model.allow.clone()).filter(|allow| !allow.is_empty());
    let mut extension = Extension::new(ExtendedObject::Model);
    extension
        .add("resource", home.map(super::resources::name))
        .add("from", from)
        .add("prefix", prefix)
        .add("unknown_fields", model.keeps_unknown.then_some("keep"))
        .add("allow", allow)
        .add("deprecated", model.deprecated.clone())
        .add("rust", rust(Role::Model, model.name.wire(), &model.name));
    extension
}

/// Returns the schema of an enum.
fn values_of(values: &[EnumValue], prefix: &str) -> Map<String, Value> {
    let is_integer = values.iter().any(|value| value.number.is_some());
    let mut schema = Map::new();
    let ty = if is_integer { "integer" } else { "string" };
    schema.insert("type".to_owned(), ty.into());
    schema.insert(
        "enum".to_owned(),
        values.iter().map(EnumValue::json).collect(),
    );
    let described = values.iter().filter_map(|value| {
        let described = value_of(value, prefix);
        (!described.is_empty()).then(|| (value.name.wire().to_owned(), Value::Object(described)))
    });
    let described: Map<_, _> = described.collect();
    let mut extension = Extension::new(ExtendedObject::Model);
    extension.add("values", (!described.is_empty()).then_some(described));
    extension.attach(&mut schema);
    schema
}

/// Returns what no list of values says about one of them.
fn value_of(value: &EnumValue, prefix: &str) -> Map<String, Value> {
    let mut described = Map::new();
    let wire = value.name.wire();
    let word = wire.strip_prefix(prefix).unwrap_or(wire);
    let key = value.number.map(|_| snake(value.name.rust()));
    let rust = rust(Role::Variant, key.as_deref().unwrap_or(word), &value.name);
    put(&mut described, "name", key);
    put(&mut described, "docs", value.docs.text());
    put(&mut described, "deprecated", value.deprecated.clone());
    put(&mut described, "rust", rust);
    described
}

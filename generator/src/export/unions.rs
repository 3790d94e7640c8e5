//! Unions: `oneOf` for those with a tag, `anyOf` for those without one.

use super::{
    fields::constant,
    schemas::{reference, schema},
    words::{key_path, put, rust},
};
use crate::{
    model::{Constant, Content, Discriminator, ModelId, Models, Tag, Union, Variant},
    names::{Role, snake},
    openapi::extension::{ExtendedObject, Extension},
};
use serde_json::{Map, Value, json};

/// Returns the schema of a union.
pub(super) fn union(models: &Models, union: &Union, prefix: &str) -> Map<String, Value> {
    let variants = union.variants.iter();
    let mut schema = Map::new();
    match &union.discriminator {
        Discriminator::Form(_) => {
            let variants = variants.map(|variant| alternative(models, variant, None, prefix));
            schema.insert("anyOf".to_owned(), variants.collect());
        }
        Discriminator::Tag(tag) => {
            let alternatives =
                variants.map(|variant| alternative(models, variant, Some(tag), prefix));
            schema.insert("oneOf".to_owned(), alternatives.collect());
            put(
                &mut schema,
                "discriminator",
                discriminator(models, union, tag),
            );
            let mut extension = Extension::new(ExtendedObject::Model);
            extension.add("tag", Some(key_path(&tag.path)));
            extension.attach(&mut schema);
        }
    }
    schema
}

/// Returns a variant with its name.
fn alternative(models: &Models, variant: &Variant, tag: Option<&Tag>, prefix: &str) -> Value {
    let mut schema = match tag {
        Some(tag) => tagged(models, variant, tag),
        None => content(models, &variant.content),
    };
    put(&mut schema, "description", variant.docs.text());
    put(
        &mut schema,
        "deprecated",
        variant.deprecated.as_ref().map(|_| true),
    );
    let key = key(variant, tag, prefix);
    let mut extension = Extension::new(ExtendedObject::Variant);
    extension
        .add("rust", rust(Role::Variant, &key, &variant.name))
        .add("variant", Some(key))
        .add("deprecated", variant.deprecated.clone());
    extension.attach(&mut schema);
    Value::Object(schema)
}

/// Returns the key of a variant in the language.
fn key(variant: &Variant, tag: Option<&Tag>, prefix: &str) -> String {
    let wire = variant.name.wire();
    match &variant.content {
        Content::Keyed(key, _) | Content::Empty(key) => key.clone(),
        Content::Nothing | Content::Flat(_) | Content::Whole(_)
            if tag.is_some_and(|tag| tag.is_integer) =>
        {
            snake(variant.name.rust())
        }
        Content::Nothing | Content::Flat(_) | Content::Whole(_) => {
            wire.strip_prefix(prefix).unwrap_or(wire).to_owned()
        }
    }
}

/// Returns the schema of a variant with a tag.
fn tagged(models: &Models, variant: &Variant, tag: &Tag) -> Map<String, Value> {
    let mut object = with_tag(tag, variant.name.wire());
    match &variant.content {
        Content::Flat(id) if has_tag(models, *id, tag) => content(models, &variant.content),
        Content::Flat(_) | Content::Whole(_) => {
            let parts = json!([content(models, &variant.content), object]);
            Map::from_iter([("allOf".to_owned(), parts)])
        }
        Content::Nothing => object,
        Content::Empty(key) | Content::Keyed(key, _) => {
            let value = content(models, &variant.content);
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                properties.insert(key.clone(), value.into());
            }
            object
        }
    }
}

/// Returns the schema of the content of a variant.
fn content(models: &Models, content: &Content) -> Map<String, Value> {
    match content {
        Content::Nothing | Content::Empty(_) => {
            Map::from_iter([("type".to_owned(), "object".into())])
        }
        Content::Keyed(_, ty) | Content::Whole(ty) => schema(models, ty),
        Content::Flat(id) => {
            let name = models.get(*id).name.wire();
            Map::from_iter([("$ref".to_owned(), reference(name).into())])
        }
    }
}

/// Returns the schema of an object with a tag.
fn with_tag(tag: &Tag, word: &str) -> Map<String, Value> {
    let value = match word.parse::<i64>() {
        Ok(number) if tag.is_integer => Constant::Integer(number),
        Ok(_) | Err(_) => Constant::Text(word.to_owned()),
    };
    tag.path.iter().rev().fold(constant(&value), |inner, key| {
        let object = json!({ "type": "object", "properties": { key: inner }, "required": [key] });
        match object {
            Value::Object(object) => object,
            _ => Map::new(),
        }
    })
}

/// Returns `true` if a model has the tag as a constant.
fn has_tag(models: &Models, id: ModelId, tag: &Tag) -> bool {
    let mut fields = models.get(id).shape.fields().iter();
    let [key] = &tag.path[..] else {
        return false;
    };
    fields.any(|field| field.name.wire() == key && field.constant.is_some())
}

/// Returns the discriminator, if all variants are schemas under `components` that have the tag.
fn discriminator(models: &Models, union: &Union, tag: &Tag) -> Option<Value> {
    let mapping = union.variants.iter().map(|variant| match &variant.content {
        Content::Flat(id) if has_tag(models, *id, tag) && !tag.is_integer => {
            let name = models.get(*id).name.wire();
            Some((variant.name.wire().to_owned(), Value::from(reference(name))))
        }
        Content::Flat(_)
        | Content::Nothing
        | Content::Empty(_)
        | Content::Keyed(..)
        | Content::Whole(_) => None,
    });
    let mapping = mapping.collect::<Option<Map<_, _>>>()?;
    Some(json!({ "propertyName": tag.head(), "mapping": mapping }))
}

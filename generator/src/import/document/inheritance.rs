//! Schemas that others include by `allOf`, and whose discriminator tells these apart: unions in other words.

use super::pointer::{escape, last_key};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Pointer of named schemas.
const SCHEMAS: &str = "#/components/schemas/";

/// Returns the names of the schemas that have a discriminator of their own, each with those that include them.
pub(super) fn bases(root: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let Some(schemas) = schemas(root) else {
        return BTreeMap::new();
    };
    let mut heirs: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for (name, schema) in schemas {
        let parts = schema.get("allOf").and_then(Value::as_array);
        for pointer in parts.into_iter().flatten().filter_map(reference) {
            heirs.entry(last_key(pointer)).or_default().push(name);
        }
    }
    let is_base = |schema: &Value| {
        let is_union = ["oneOf", "anyOf"]
            .iter()
            .any(|key| schema.get(key).is_some());
        tag(schema).is_some() && !is_union
    };
    let bases = schemas.iter().filter(|(_, schema)| is_base(schema));
    let bases = bases.map(|(base, _)| {
        let mut found = BTreeSet::new();
        let mut waiting = vec![base];
        while let Some(name) = waiting.pop() {
            for heir in heirs.get(name).into_iter().flatten() {
                if *heir != base && found.insert((*heir).clone()) {
                    waiting.push(heir);
                }
            }
        }
        (base.clone(), found)
    });
    bases.filter(|(_, heirs)| !heirs.is_empty()).collect()
}

/// Makes unions of the schemas. Those that include them have their properties already.
pub(super) fn unite(root: &mut Value, bases: BTreeMap<String, BTreeSet<String>>) {
    let schemas = root.pointer_mut("/components/schemas");
    let Some(schemas) = schemas.and_then(Value::as_object_mut) else {
        return;
    };
    for (base, heirs) in bases {
        let Some(Value::Object(schema)) = schemas.get(&base) else {
            continue;
        };
        let (schema, own) = (schema.clone(), format!("{base}_base"));
        let mut mapping = schema
            .get("discriminator")
            .and_then(mapping)
            .unwrap_or_default();
        // A value of the schema itself is one of the union only if it has a tag of its own.
        let is_free = !schemas.contains_key(&own);
        let targets = mapping.values_mut().filter(|target| names(target, &base));
        let own_targets: Vec<_> = targets.filter(|_| is_free).collect();
        let has_own = !own_targets.is_empty();
        for target in own_targets {
            *target = json!(pointer(&own));
        }
        let variants = heirs.iter().chain(Some(&own).filter(|_| has_own));
        let variants: Vec<_> = variants
            .map(|name| json!({ "$ref": pointer(name) }))
            .collect();
        // What only one schema includes may as well be a value by itself.
        if variants.len() < 2 {
            continue;
        }
        let mut discriminator = json!({ "propertyName": tag(&Value::Object(schema.clone())) });
        if !mapping.is_empty() {
            discriminator["mapping"] = Value::Object(mapping);
        }
        let mut union = schema.clone();
        union.retain(|key, _| matches!(key.as_str(), "title" | "description"));
        union.insert("oneOf".to_owned(), Value::Array(variants));
        union.insert("discriminator".to_owned(), discriminator);
        if has_own {
            schemas.insert(own, Value::Object(schema));
        }
        schemas.insert(base, Value::Object(union));
    }
}

fn schemas(root: &Value) -> Option<&Map<String, Value>> {
    root.pointer("/components/schemas")?.as_object()
}

/// Returns the pointer of a part of `allOf` that is a named schema.
fn reference(part: &Value) -> Option<&str> {
    let pointer = part.get("$ref")?.as_str()?;
    pointer.starts_with(SCHEMAS).then_some(pointer)
}

/// Returns the key that tells apart the values of a schema. Swagger 2.0 has nothing else under `discriminator`.
fn tag(schema: &Value) -> Option<&str> {
    let discriminator = schema.get("discriminator")?;
    discriminator
        .as_str()
        .or_else(|| discriminator.get("propertyName")?.as_str())
}

fn mapping(discriminator: &Value) -> Option<Map<String, Value>> {
    discriminator.get("mapping")?.as_object().cloned()
}

fn pointer(name: &str) -> String {
    format!("{SCHEMAS}{}", escape(name))
}

/// Returns `true` if the target of a mapping is a schema.
fn names(target: &Value, name: &str) -> bool {
    let target = target.as_str();
    target.is_some_and(|target| target == name || target == pointer(name))
}

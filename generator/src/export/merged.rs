//! Methods of one route as one operation, since `OpenAPI` has one for each path and HTTP method.

use super::words::put;
use crate::openapi::extension::{ExtendedObject, Extension, KEY};
use serde_json::{Map, Value, json};

/// Returns the operation of the methods of one route. That of several methods allows what one of them does, and has them as
/// they are in its extension.
pub(super) fn operation(mut operations: Vec<Map<String, Value>>) -> Value {
    if operations.len() == 1 {
        return operations.remove(0).into();
    }
    let first = &operations[0];
    let mut merged = first.clone();
    merged.shift_remove(KEY);
    let all = || operations.iter();
    put(&mut merged, "parameters", Some(parameters(&operations)));
    let bodies: Vec<_> = all()
        .filter_map(|operation| operation.get("requestBody"))
        .collect();
    put(&mut merged, "requestBody", body(&bodies, operations.len()));
    let mut responses = Map::new();
    for (status, response) in all()
        .filter_map(|operation| operation.get("responses")?.as_object())
        .flatten()
    {
        match (responses.get_mut(status), response) {
            (None, response) => drop(responses.insert(status.clone(), response.clone())),
            (Some(Value::Object(known)), Value::Object(response)) => add_content(known, response),
            (Some(_), _) => {}
        }
    }
    put(&mut merged, "responses", Some(responses));
    let mut extension = Extension::new(ExtendedObject::Method);
    extension.add("methods", Some(operations.clone()));
    extension.attach(&mut merged);
    merged.into()
}

/// Returns all parameters. One that not every method requires is optional, and of values that differ, any is allowed.
fn parameters(operations: &[Map<String, Value>]) -> Vec<Value> {
    let lists: Vec<_> = operations.iter().map(list).collect();
    let mut merged: Vec<Map<String, Value>> = Vec::new();
    for param in lists.iter().flatten() {
        let is_same = |other: &Map<String, Value>| key(other) == key(param);
        if merged.iter().any(is_same) {
            continue;
        }
        let others: Vec<_> = lists
            .iter()
            .filter_map(|list| list.iter().find(|other| is_same(other)))
            .collect();
        let mut param = (*param).clone();
        let is_required = others.len() == operations.len()
            && others.iter().all(|other| other.contains_key("required"));
        if !is_required {
            param.shift_remove("required");
        }
        let schemas = others.iter().filter_map(|other| other.get("schema"));
        put(&mut param, "schema", any(schemas));
        merged.push(param);
    }
    merged.into_iter().map(Value::Object).collect()
}

fn list(operation: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    let params = operation.get("parameters").and_then(Value::as_array);
    params
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect()
}

fn key(param: &Map<String, Value>) -> (Option<&Value>, Option<&Value>) {
    (param.get("name"), param.get("in"))
}

/// Returns the body of several methods, which is required if all of them require one.
fn body(bodies: &[&Value], methods: usize) -> Option<Value> {
    let mut content = Map::new();
    for body in bodies {
        let media = body.get("content").and_then(Value::as_object);
        for (media_type, media) in media.into_iter().flatten() {
            let known = content
                .get(media_type)
                .and_then(|known: &Value| known.get("schema"))
                .cloned();
            let schema = any(known.iter().chain(media.get("schema")));
            content.insert(media_type.clone(), json!({ "schema": schema }));
        }
    }
    let is_required =
        bodies.len() == methods && bodies.iter().all(|body| body.get("required").is_some());
    (!bodies.is_empty()).then(|| {
        let mut body = Map::new();
        put(&mut body, "required", is_required.then_some(true));
        put(&mut body, "content", Some(content));
        body.into()
    })
}

/// Adds the media types of a response to those of another one.
fn add_content(known: &mut Map<String, Value>, response: &Map<String, Value>) {
    let Some(Value::Object(content)) = response.get("content") else {
        return;
    };
    let all = known.entry("content").or_insert_with(|| json!({}));
    if let Value::Object(all) = all {
        for (media_type, media) in content {
            let old = all
                .get(media_type)
                .and_then(|old| old.get("schema"))
                .cloned();
            let schema = any(old.iter().chain(media.get("schema")));
            all.insert(media_type.clone(), json!({ "schema": schema }));
        }
    }
}

/// Returns the schema of a value that one of the schemas allows.
fn any<'a>(schemas: impl Iterator<Item = &'a Value>) -> Option<Value> {
    let mut all: Vec<&Value> = Vec::new();
    for schema in schemas {
        if !all.contains(&schema) {
            all.push(schema);
        }
    }
    match all[..] {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(json!({ "anyOf": all })),
    }
}

//! Parameters and request bodies.

use crate::openapi::media_types::{ANY, FORM, JSON, MULTIPART};
use serde_json::{Map, Value, json};

/// Keys of a parameter that belong to its schema.
const SCHEMA_KEYS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
];

/// Returns one request body for the parameter `body`, or those of a form.
pub(super) fn request_body(bodies: &[&Value], consumes: &[String]) -> Value {
    if let Some(body) = bodies.iter().find(|body| body["in"] == "body") {
        let schema = body.get("schema").cloned().unwrap_or_else(|| json!({}));
        let types = consumes.iter().map(String::as_str).filter(|ty| *ty != ANY);
        let mut types: Vec<_> = types.collect();
        if types.is_empty() {
            types.push(JSON);
        }
        let content = types
            .iter()
            .map(|ty| ((*ty).to_owned(), json!({ "schema": schema })));
        let mut new = json!({ "content": Value::Object(content.collect()) });
        for key in ["required", "description"] {
            if let Some(value) = body.get(key) {
                new[key] = value.clone();
            }
        }
        return new;
    }
    let (mut properties, mut required, mut has_file) = (Map::new(), Vec::new(), false);
    for field in bodies {
        let Some(name) = field["name"].as_str() else {
            continue;
        };
        has_file |= field["type"] == "file";
        let mut schema = parameter((*field).clone())["schema"].take();
        if let Some(docs) = field.get("description") {
            schema["description"] = docs.clone();
        }
        properties.insert(name.to_owned(), schema);
        if field["required"] == true {
            required.push(name.to_owned());
        }
    }
    let is_multipart = has_file || consumes.iter().any(|ty| ty == MULTIPART);
    let ty = if is_multipart { MULTIPART } else { FORM };
    let is_required = !required.is_empty();
    let schema = json!({ "type": "object", "properties": properties, "required": required });
    json!({ "required": is_required, "content": { ty: { "schema": schema } } })
}

/// Converts a parameter that is not a body.
pub(super) fn parameter(param: Value) -> Value {
    let Value::Object(mut param) = param else {
        return param;
    };
    if param.contains_key("$ref") {
        return Value::Object(param);
    }
    let mut schema = Map::new();
    for key in SCHEMA_KEYS {
        if let Some(value) = param.remove(*key) {
            schema.insert((*key).to_owned(), value);
        }
    }
    if schema.get("type").is_some_and(|ty| ty == "file") {
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("format".to_owned(), json!("binary"));
    }
    match param
        .remove("collectionFormat")
        .as_ref()
        .and_then(Value::as_str)
    {
        Some("multi") => drop(param.insert("explode".to_owned(), json!(true))),
        Some("ssv") => drop(param.insert("style".to_owned(), json!("spaceDelimited"))),
        Some("pipes") => drop(param.insert("style".to_owned(), json!("pipeDelimited"))),
        _ if schema.get("type").is_some_and(|ty| ty == "array") => {
            param.insert("explode".to_owned(), json!(false));
        }
        _ => {}
    }
    param.insert("schema".to_owned(), Value::Object(schema));
    Value::Object(param)
}

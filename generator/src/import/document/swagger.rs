//! Swagger 2.0 in the form of `OpenAPI` 3.

mod media_types;
mod parameters;
mod security;

use super::pointer::last_key;
use crate::openapi::media_types::{ANY, JSON, OCTET_STREAM};
use media_types::media_types;
use parameters::{parameter, request_body};
use security::{security_scheme, servers};
use serde_json::{Map, Value, json};

/// HTTP methods of a path.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// Converts a document.
pub(super) fn convert(mut root: Value) -> Value {
    move_references(&mut root);
    let mut old = match root {
        Value::Object(entries) => entries,
        other => return other,
    };
    let mut new = Map::new();
    new.insert("openapi".to_owned(), json!("3.0.3"));
    let servers = servers(&old);
    let consumes = media_types(old.get("consumes"));
    let produces = media_types(old.get("produces"));
    let shared = old
        .remove("parameters")
        .and_then(object)
        .unwrap_or_default();
    let mut components = Map::new();
    components.insert(
        "schemas".to_owned(),
        old.remove("definitions").unwrap_or_else(|| json!({})),
    );
    let schemes = old
        .remove("securityDefinitions")
        .and_then(object)
        .unwrap_or_default();
    let schemes = schemes
        .into_iter()
        .map(|(name, scheme)| (name, security_scheme(scheme)));
    components.insert(
        "securitySchemes".to_owned(),
        Value::Object(schemes.collect()),
    );
    let responses = old.remove("responses").and_then(object).unwrap_or_default();
    let responses = responses
        .into_iter()
        .map(|(name, answer)| (name, response(answer, &produces)));
    components.insert("responses".to_owned(), Value::Object(responses.collect()));
    let paths = old.remove("paths").and_then(object).unwrap_or_default();
    let scope = Scope {
        shared: &shared,
        consumes,
        produces,
    };
    let paths = paths
        .into_iter()
        .map(|(path, item)| (path, scope.path(item)));
    new.insert("paths".to_owned(), Value::Object(paths.collect()));
    let plain = shared.into_iter().filter(|(_, param)| !is_body(param));
    let plain = plain.map(|(name, param)| (name, parameter(param)));
    components.insert("parameters".to_owned(), Value::Object(plain.collect()));
    new.insert("servers".to_owned(), servers);
    new.insert("components".to_owned(), Value::Object(components));
    for key in [
        "swagger", "host", "basePath", "schemes", "consumes", "produces",
    ] {
        old.remove(key);
    }
    new.extend(old);
    Value::Object(new)
}

struct Scope<'a> {
    shared: &'a Map<String, Value>,
    consumes: Vec<String>,
    produces: Vec<String>,
}

impl Scope<'_> {
    fn path(&self, item: Value) -> Value {
        let Value::Object(mut item) = item else {
            return item;
        };
        // The body of a path belongs to each of its operations.
        let common = item.remove("parameters");
        let (bodies, others): (Vec<_>, Vec<_>) = list(common)
            .into_iter()
            .partition(|param| is_body(self.follow(param)));
        if !others.is_empty() {
            let others = others.into_iter().map(parameter).collect();
            item.insert("parameters".to_owned(), Value::Array(others));
        }
        for method in METHODS {
            if let Some(operation) = item.remove(*method) {
                item.insert((*method).to_owned(), self.operation(operation, &bodies));
            }
        }
        Value::Object(item)
    }

    fn operation(&self, operation: Value, bodies: &[Value]) -> Value {
        let Value::Object(mut operation) = operation else {
            return operation;
        };
        let mut params = list(operation.remove("parameters"));
        params.extend(bodies.iter().cloned());
        let consumes = own(operation.get("consumes"), &self.consumes);
        let produces = own(operation.get("produces"), &self.produces);
        let (bodies, others): (Vec<_>, Vec<_>) = params
            .into_iter()
            .partition(|param| is_body(self.follow(param)));
        if !others.is_empty() {
            let others = others.into_iter().map(parameter).collect();
            operation.insert("parameters".to_owned(), Value::Array(others));
        }
        if !bodies.is_empty() {
            let bodies: Vec<_> = bodies.iter().map(|body| self.follow(body)).collect();
            operation.insert("requestBody".to_owned(), request_body(&bodies, &consumes));
        }
        let responses = operation
            .remove("responses")
            .and_then(object)
            .unwrap_or_default();
        let responses = responses
            .into_iter()
            .map(|(status, answer)| (status, response(answer, &produces)));
        operation.insert("responses".to_owned(), Value::Object(responses.collect()));
        Value::Object(operation)
    }

    /// Returns the parameter that a reference names.
    fn follow<'a>(&'a self, param: &'a Value) -> &'a Value {
        let name = param.get("$ref").and_then(Value::as_str);
        let name = name.and_then(|name| name.strip_prefix("#/components/parameters/"));
        name.and_then(|name| self.shared.get(&last_key(name)))
            .unwrap_or(param)
    }
}

fn is_body(param: &Value) -> bool {
    matches!(
        param.get("in").and_then(Value::as_str),
        Some("body" | "formData")
    )
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(entries) => Some(entries),
        _ => None,
    }
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn own(value: Option<&Value>, default: &[String]) -> Vec<String> {
    let own = media_types(value);
    if own.is_empty() {
        default.to_vec()
    } else {
        own
    }
}

fn response(answer: Value, produces: &[String]) -> Value {
    let Value::Object(mut answer) = answer else {
        return answer;
    };
    if let Some(schema) = answer.remove("schema") {
        let is_file = schema["type"] == "file";
        let schema = if is_file {
            json!({ "type": "string", "format": "binary" })
        } else {
            schema
        };
        let default = if is_file { OCTET_STREAM } else { JSON };
        let types = produces.iter().map(String::as_str).filter(|ty| *ty != ANY);
        let mut types: Vec<_> = types.collect();
        if types.is_empty() {
            types.push(default);
        }
        let content = types
            .iter()
            .map(|ty| ((*ty).to_owned(), json!({ "schema": schema })));
        answer.insert("content".to_owned(), Value::Object(content.collect()));
    }
    if let Some(Value::Object(headers)) = answer.remove("headers") {
        let headers = headers
            .into_iter()
            .map(|(name, header)| (name, parameter(header)));
        answer.insert("headers".to_owned(), Value::Object(headers.collect()));
    }
    Value::Object(answer)
}

/// Moves references to where `OpenAPI` 3 has the definitions.
fn move_references(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(move_references),
        Value::Object(entries) => {
            if let Some(Value::String(reference)) = entries.get_mut("$ref") {
                for (old, new) in [
                    ("#/definitions/", "#/components/schemas/"),
                    ("#/parameters/", "#/components/parameters/"),
                    ("#/responses/", "#/components/responses/"),
                ] {
                    if let Some(rest) = reference.strip_prefix(old) {
                        *reference = format!("{new}{rest}");
                        break;
                    }
                }
            }
            entries.values_mut().for_each(move_references);
        }
        _ => {}
    }
}

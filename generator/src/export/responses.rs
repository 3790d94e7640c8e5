//! Responses of a method.

use super::{
    examples::{self, is_whole_response},
    results::{SuccessfulResponse, success, with_meaning},
    schemas::schema,
    settings::accepted,
    words::{key_path, put, rust},
};
use crate::{
    model::{Api, Method, Type, Verb},
    names::Role,
    openapi::{
        extension::{ExtendedObject, Extension},
        media_types::JSON,
    },
};
use serde_json::{Map, Value, json};

/// Returns the responses of a method.
pub(super) fn responses(api: &Api, method: &Method) -> Map<String, Value> {
    let mut responses = Map::new();
    if let Some(success) = success(&api.models, &method.returns) {
        let is_head = method.route.verb == Verb::Head && !success.has_location;
        let status = if is_head { 200 } else { success.status };
        let response = successful(api, method, success);
        responses.insert(status.to_string(), response.into());
    }
    for (status, meaning) in method.returns.statuses() {
        let meant = with_meaning(*meaning);
        let mut response = response(api, &meant);
        if let Some((media_type, schema)) = meant.content {
            let content = json!({ media_type: { "schema": schema } });
            response.insert("content".to_owned(), content);
        }
        let mut extension = Extension::new(ExtendedObject::Status);
        extension.add("meaning", Some(meaning.word()));
        extension.attach(&mut response);
        responses.insert(status.to_string(), response.into());
    }
    if api.error.is_some() {
        responses.insert(
            "default".to_owned(),
            json!({ "$ref": "#/components/responses/Error" }),
        );
    }
    responses
}

/// Returns the response of a status that is not listed.
fn successful(api: &Api, method: &Method, success: SuccessfulResponse) -> Map<String, Value> {
    let mut response = response(api, &success);
    if let Some((media_type, schema)) = success.content {
        let mut media = Map::from_iter([("schema".to_owned(), Value::Object(schema))]);
        let example = method.example_response.as_ref();
        let is_whole =
            example.is_some_and(|example| is_whole_response(&api.models, &method.returns, example));
        examples::of_value(&mut media, ExtendedObject::Body, example, is_whole);
        let media_type = accepted(api, method).unwrap_or(media_type).to_owned();
        let content = Map::from_iter([(media_type, Value::Object(media))]);
        response.insert("content".to_owned(), content.into());
    }
    response
}

/// Returns a response without its content.
fn response(api: &Api, of: &SuccessfulResponse) -> Map<String, Value> {
    let mut response = described(api, of.description);
    if of.has_location
        && let Value::Object(headers) = response.entry("headers").or_insert_with(|| json!({}))
    {
        headers.insert(
            "Location".to_owned(),
            json!({ "schema": { "type": "string" } }),
        );
    }
    response
}

/// Returns the response of errors.
pub(super) fn error(api: &Api) -> Option<Value> {
    let error = api.error.as_ref()?;
    let ty = Type::Model(error.model);
    let content = json!({ (JSON): { "schema": schema(&api.models, &ty) } });
    let mut response = described(api, "Error.");
    response.insert("content".to_owned(), content);
    let mut extension = Extension::new(ExtendedObject::Error);
    extension.add("message", Some(key_path(&error.message)));
    extension.attach(&mut response);
    Some(response.into())
}

/// Returns the headers of responses that are described.
pub(super) fn headers(api: &Api) -> Map<String, Value> {
    let headers = api.head.response_headers.iter().map(|header| {
        let mut object = Map::new();
        put(&mut object, "description", header.docs.text());
        put(&mut object, "schema", Some(schema(&api.models, &header.ty)));
        let mut extension = Extension::new(ExtendedObject::ResponseHeader);
        extension.add(
            "rust",
            rust(Role::ResponseHeader, header.name.wire(), &header.name),
        );
        extension.attach(&mut object);
        (header.name.wire().to_owned(), Value::Object(object))
    });
    headers.collect()
}

fn described(api: &Api, description: &str) -> Map<String, Value> {
    let mut response = Map::from_iter([("description".to_owned(), Value::from(description))]);
    let headers = api.head.response_headers.iter().map(|header| {
        let name = header.name.wire();
        (
            name.to_owned(),
            json!({ "$ref": format!("#/components/headers/{name}") }),
        )
    });
    let headers: Map<_, _> = headers.collect();
    put(
        &mut response,
        "headers",
        (!headers.is_empty()).then_some(headers),
    );
    response
}

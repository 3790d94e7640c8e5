//! Random methods.

use super::{
    docs, examples, fields, headers,
    models::{Kind, Models},
    names::Names,
    pagination::{self, Pagination},
    params,
};
use serde_json::{Map, Value, json};

/// Returns a method. `number` makes its route unlike those of the others.
pub fn method(number: usize, models: &Models, names: &mut Names<'_>) -> Value {
    let verbs = ["GET", "GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];
    let verb = names.random.pick(&verbs);
    let (path, described) = params::path(&format!("/r{number}"), models, names);
    let mut method = Map::new();
    method.insert("route".to_owned(), format!("{verb} {path}").into());
    if !described.is_empty() {
        method.insert("params".to_owned(), described.into());
    }
    let mut query = params::query(models, names);
    if matches!(verb, "POST" | "PATCH" | "PUT") && !names.random.once_in(4) {
        body(&mut method, models, names);
    }
    let mut page = None;
    if verb != "HEAD" {
        page = returns(&mut method, &mut query, models, names);
    }
    if !query.is_empty() {
        method.insert("query".to_owned(), query.into());
    }
    if names.random.once_in(2) {
        example(&mut method, page.as_ref(), models, names);
    }
    if names.random.once_in(3) {
        method.insert("docs".to_owned(), docs::docs(names).into());
    }
    if names.random.once_in(12) {
        method.insert("deprecated".to_owned(), docs::docs(names).into());
    }
    if names.random.once_in(12) {
        let rust = match names.random.below(3) {
            0 => json!({ "request": names.pascal() }),
            1 => json!({ "method": names.snake(), "request": names.pascal() }),
            _ => names.snake().into(),
        };
        method.insert("rust".to_owned(), rust);
    }
    settings(&mut method, models, names);
    if names.random.once_in(6) {
        let header = names.random.pick(&["none", "Idempotency-Key", "x-key-2"]);
        method.insert("idempotency".to_owned(), header.into());
    }
    method.into()
}

/// Adds settings of the calls, and headers.
fn settings(method: &mut Map<String, Value>, models: &Models, names: &mut Names<'_>) {
    let retries = match names.random.below(4) {
        0 => json!(0),
        1 => json!({ "max": 3 }),
        2 => json!({ "statuses": [418, 503] }),
        _ => json!({ "max": 10, "statuses": [] }),
    };
    let all = [
        ("timeout", json!("90s")),
        ("retries", retries),
        ("idempotent", names.random.once_in(2).into()),
        ("hidden", true.into()),
        ("auth", auth(names)),
        (
            "server",
            (*names.random.pick(&[&"files", &"it", &"default"])).into(),
        ),
        ("accepts", "application/vnd.x+json; v=1".into()),
        ("headers", headers::headers(models, names).into()),
    ];
    for (key, value) in all {
        if names.random.once_in(6) {
            method.insert(key.to_owned(), value);
        }
    }
}

/// Returns authentication of a method, which may add schemes to those of the API.
fn auth(names: &mut Names<'_>) -> Value {
    match names.random.below(10) {
        0 => "basic".into(),
        6 => json!({ "header": "x-key" }),
        7 => json!({ "query": "key" }),
        1 => "bearer".into(),
        2 => "oauth2".into(),
        3 => json!({ "any": ["basic", "bearer", "none"] }),
        4 => json!({ "all": ["basic", { "header": { "name": "x-own", "prefix": "k " } }] }),
        5 => json!({ "any": [{ "query": { "name": "own", "rust": "own_key" } }, "none"] }),
        _ => "none".into(),
    }
}

/// Adds a request body to a method, in any format.
fn body(method: &mut Map<String, Value>, models: &Models, names: &mut Names<'_>) {
    let (key, body) = match names.random.below(10) {
        8 => ("body", "file".into()),
        9 => {
            let format = match names.random.below(2) {
                0 => "multipart".into(),
                _ => json!({ "type": "multipart" }),
            };
            method.insert("body_format".to_owned(), format);
            let mut fields = body_fields(models, names);
            for ty in ["file", "list of file"] {
                let optional = names.random.pick(&["", "?"]);
                fields[format!("{}{optional}", names.wire())] = ty.into();
            }
            ("body", fields)
        }
        0 => ("body", models.ty(names).into()),
        1 => ("body?", models.ty(names).into()),
        2 => {
            let media_type = names
                .random
                .pick(&["text/csv", "text/plain; charset=utf-8"]);
            method.insert("sends".to_owned(), media_type.into());
            (*names.random.pick(&[&"body", &"body?"]), "string".into())
        }
        _ => ("body", body_fields(models, names)),
    };
    method.insert(key.to_owned(), body);
    let is_file = method.get(key).is_some_and(|body| body == "file");
    if is_file || method.contains_key("sends") || method.contains_key("body_format") {
        return;
    }
    let lists = *names.random.pick(&[&"brackets", &"repeated", &"indexed"]);
    match names.random.below(12) {
        0 => method.insert("sends".to_owned(), "application/merge-patch+json".into()),
        1 => method.insert("body_format".to_owned(), "form".into()),
        2 => method.insert("body_format".to_owned(), "json".into()),
        3 => method.insert(
            "body_format".to_owned(),
            json!({ "type": "form", "lists": lists }),
        ),
        4 => method.insert("body_format".to_owned(), json!({ "type": "json" })),
        _ => None,
    };
}

/// Returns the fields of a request body.
fn body_fields(models: &Models, names: &mut Names<'_>) -> Value {
    let count = names.random.below(6);
    let mut body = fields::fields(count, false, models, names);
    if let Some(model) = models
        .of(Kind::Struct, names)
        .filter(|_| names.random.once_in(6))
    {
        let optional = names.random.pick(&["", "?"]);
        body[format!("{}{optional}", names.wire())] = format!("field mask of {model}").into();
    }
    body
}

/// Adds what a method returns. Returns the pagination of a method with pages.
fn returns(
    method: &mut Map<String, Value>,
    query: &mut Map<String, Value>,
    models: &Models,
    names: &mut Names<'_>,
) -> Option<Pagination> {
    let mut ty = models.ty(names);
    let mut pagination = None;
    let returns = match names.random.below(8) {
        0 => {
            if names.random.once_in(2) {
                // Without `returns`, these are all statuses of success.
                let statuses = [
                    json!({ "200": "download", "202": "pending", "302": "redirect" }),
                    json!({ "200": "text", "204": "nothing" }),
                ];
                method.insert(
                    "statuses".to_owned(),
                    statuses[names.random.below(2)].clone(),
                );
            }
            return None;
        }
        1 => {
            let of_api = models
                .pagination
                .clone()
                .filter(|_| names.random.once_in(2));
            let page = of_api.unwrap_or_else(|| {
                let with_id = with_text(models, names).filter(|_| names.random.once_in(3));
                let page = match with_id {
                    Some((model, id)) => {
                        ty = model;
                        Pagination::by_last(&id, names)
                    }
                    None => Pagination::new(names),
                };
                method.insert("pagination".to_owned(), page.settings.clone());
                page
            });
            if let Some((param, ty)) = &page.param {
                let body = method.get_mut("body").and_then(Value::as_object_mut);
                let place = body.filter(|_| names.random.once_in(2)).unwrap_or(query);
                place.insert(format!("{param}?"), (*ty).into());
            }
            if page.has_items() && names.random.once_in(4) {
                let envelope = models.of(Kind::Struct, names);
                method.extend(envelope.map(|model| ("envelope".to_owned(), model.into())));
            }
            pagination = Some(page);
            format!("page of {ty}")
        }
        2 => {
            let item = names.random.pick(&[ty.as_str(), "text", "string"]);
            let kind = names.random.pick(&["events", "lines"]);
            if names.random.once_in(2) {
                let error = ["error".to_owned(), "code".to_owned()];
                let error_field = pagination::written(&error, names);
                let mut events = json!({ "error_field": error_field });
                if kind == "events" {
                    events["housekeeping"] = json!([names.wire(), names.odd()]);
                    events["heartbeats"] = json!(["", names.odd()]);
                    events["done"] = "[DONE]".into();
                    events["error"] = json!(["failure"]);
                }
                if kind == "events" && item == "string" {
                    events["text"] = json!(["note"]);
                }
                method.insert("events".to_owned(), events);
            }
            format!("{kind} of {item}")
        }
        3 => {
            let kind = names.random.pick(&["text", "download", "redirect"]);
            if names.random.once_in(3) {
                let statuses = json!({ "202": "pending", "304": "not_modified" });
                method.insert("statuses".to_owned(), statuses);
            }
            kind.to_owned()
        }
        4 => {
            let statuses = [
                json!({ "202": "pending" }),
                json!({ "204": "nothing", "304": "not_modified" }),
                json!({ "201": "text", "308": "redirect" }),
                json!({ "202": "pending", "203": "download" }),
            ];
            method.insert(
                "statuses".to_owned(),
                statuses[names.random.below(4)].clone(),
            );
            ty
        }
        _ => ty,
    };
    method.insert("returns".to_owned(), returns.into());
    pagination
}

/// Returns a struct and a required field of it that is a text.
fn with_text(models: &Models, names: &mut Names<'_>) -> Option<(String, String)> {
    let mut found = Vec::new();
    for (model, definition) in &models.definitions {
        for (key, field) in definition["fields"].as_object().into_iter().flatten() {
            let is_text = field["type"].as_str().or(field.as_str()) == Some("string");
            if is_text && !key.ends_with('?') {
                found.push((model, field["wire"].as_str().unwrap_or(key)));
            }
        }
    }
    let (model, field) = *found.get(names.random.below(found.len().max(1)))?;
    Some((model.clone(), field.to_owned()))
}

/// Adds documented examples of the request and of the response.
fn example(
    method: &mut Map<String, Value>,
    pagination: Option<&Pagination>,
    models: &Models,
    names: &mut Names<'_>,
) {
    let mut example = Map::new();
    let request = match method.get("body").or(method.get("body?")) {
        Some(Value::Object(fields)) => {
            Some(examples::fields(fields, false, models, 0, names).into())
        }
        Some(Value::String(ty)) => Some(examples::value(ty, false, models, 0, names)),
        _ => None,
    };
    example.extend(request.map(|request| ("request".to_owned(), request)));
    let returns = method
        .get("returns")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let response = match (pagination, returns.strip_prefix("page of ")) {
        (Some(pagination), Some(item)) => {
            let items = format!("list of {item}");
            Some(pagination.page(examples::value(&items, true, models, 0, names)))
        }
        _ if ["", "download", "redirect"].contains(&returns) => None,
        _ if ["text", "events of text", "lines of text"].contains(&returns) => {
            Some(names.odd().into())
        }
        _ => {
            let item = returns.strip_prefix("events of ");
            let item = item.or_else(|| returns.strip_prefix("lines of "));
            let ty = item.unwrap_or(returns);
            Some(examples::value(ty, true, models, 0, names))
        }
    };
    example.extend(response.map(|response| ("response".to_owned(), response)));
    if !example.is_empty() {
        method.insert("example".to_owned(), example.into());
    }
}

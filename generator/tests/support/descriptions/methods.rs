//! Random methods.

use super::{
    examples,
    models::{Kind, Models},
    names::Names,
};
use serde_json::{Map, Value, json};

/// Types of parameters.
const PARAMETERS: [&str; 7] = [
    "string",
    "bool",
    "int32",
    "int64",
    "float",
    "datetime",
    "int64_text",
];

/// Forms of a pagination: its settings, and the type of its query parameter.
const PAGINATIONS: [(&str, &str, &str); 4] = [
    (
        r#"{ "items": "found", "next": "page.next" }"#,
        "cursor",
        "string",
    ),
    (
        r#"{ "items": "a.found", "first": 0, "more": "page.more" }"#,
        "page",
        "int32",
    ),
    (r#"{ "items": "found" }"#, "offset", "int64"),
    (r#"{ "link": true }"#, "", ""),
];

/// Returns a method. `number` makes its route unlike those of the others.
pub fn method(number: usize, models: &Models, names: &mut Names<'_>) -> Value {
    let verbs = ["GET", "GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];
    let verb = names.random.pick(&verbs);
    let mut method = Map::new();
    let mut path = format!("/r{number}");
    if let Some(param) = models
        .client_param
        .as_ref()
        .filter(|_| names.random.once_in(3))
    {
        path = format!("{path}/{{{param}}}");
    }
    if names.random.once_in(2) {
        let param = names.camel();
        path = format!("{path}/{{{param}}}");
        if names.random.once_in(2) {
            let ty = models
                .of(Kind::Enum, names)
                .filter(|_| names.random.once_in(2));
            let ty = ty.unwrap_or_else(|| parameter(names));
            method.insert(
                "params".to_owned(),
                json!({ param: { "type": ty, "docs": "Docs of the parameter." } }),
            );
        }
    }
    if names.random.once_in(6) {
        path.push_str(":act");
    }
    method.insert("route".to_owned(), format!("{verb} {path}").into());
    let mut query = query(models, names);
    if matches!(verb, "POST" | "PATCH" | "PUT") && !names.random.once_in(4) {
        let count = names.random.below(5);
        let body = if names.random.once_in(4) {
            models.ty(names).into()
        } else {
            models.fields(count, names)
        };
        method.insert("body".to_owned(), body);
    }
    if verb != "HEAD" {
        returns(&mut method, &mut query, models, names);
    }
    if !query.is_empty() {
        method.insert("query".to_owned(), query.into());
    }
    if names.random.once_in(2) {
        example(&mut method, models, names);
    }
    if names.random.once_in(3) {
        method.insert("docs".to_owned(), "Docs of the method.".into());
    }
    if names.random.once_in(12) {
        method.insert("deprecated".to_owned(), "Use another.".into());
    }
    method.into()
}

fn returns(
    method: &mut Map<String, Value>,
    query: &mut Map<String, Value>,
    models: &Models,
    names: &mut Names<'_>,
) {
    let ty = models.ty(names);
    let returns = match names.random.below(6) {
        0 => return,
        1 => {
            let (settings, key, ty) = PAGINATIONS[names.random.below(PAGINATIONS.len())];
            let mut settings: Value = serde_json::from_str(settings).expect("the constant is JSON");
            if !key.is_empty() {
                let param = names.wire();
                settings[key] = param.as_str().into();
                query.insert(format!("{param}?"), ty.into());
            }
            method.insert("pagination".to_owned(), settings);
            format!("page of {}", models.ty(names))
        }
        2 => {
            method.insert(
                "events".to_owned(),
                json!({ "housekeeping": [names.wire()] }),
            );
            format!("events of {ty}")
        }
        _ => ty,
    };
    method.insert("returns".to_owned(), returns.into());
}

/// Adds documented examples of the request and of the response.
fn example(method: &mut Map<String, Value>, models: &Models, names: &mut Names<'_>) {
    let mut example = Map::new();
    let request = match method.get("body") {
        Some(Value::Object(fields)) => {
            Some(examples::fields(fields, false, models, 0, names).into())
        }
        Some(Value::String(ty)) => Some(examples::value(ty, models, 0, names)),
        _ => None,
    };
    example.extend(request.map(|request| ("request".to_owned(), request)));
    let returns = method
        .get("returns")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let ty = returns.strip_prefix("events of ").unwrap_or(returns);
    if !ty.is_empty() && !ty.starts_with("page of ") {
        example.insert("response".to_owned(), examples::value(ty, models, 0, names));
    }
    if !example.is_empty() {
        method.insert("example".to_owned(), example.into());
    }
}

fn query(models: &Models, names: &mut Names<'_>) -> Map<String, Value> {
    let mut query = Map::new();
    for _ in 0..names.random.below(4) {
        let name = names.wire();
        let optional = if names.random.once_in(3) { "" } else { "?" };
        let ty = match (names.random.below(6), models.of(Kind::Enum, names)) {
            (0, _) => json!({ "type": "label_filter", "entry": names.snake() }),
            (1, _) => format!("list of {}", parameter(names)).into(),
            (2 | 3, Some(model)) => model.into(),
            _ => parameter(names).into(),
        };
        query.insert(format!("{name}{optional}"), ty);
    }
    query
}

fn parameter(names: &mut Names<'_>) -> String {
    names.random.pick(&PARAMETERS).to_owned()
}

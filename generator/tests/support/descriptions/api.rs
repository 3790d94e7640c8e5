//! The file of the API, with random settings.

use super::{
    docs, headers,
    models::{Kind, Models},
    names::Names,
    pagination,
};
use serde_json::{Map, Value, json};

/// Returns the file of an API whose shared models are known.
pub fn api(package: &str, models: &Models, names: &mut Names<'_>) -> Value {
    let oauth2 = json!({ "oauth2": { "token_url": "https://id.example/token", "scopes": ["a:b", "c.d"], "credentials_in_body": true } });
    let auth = match names.random.below(11) {
        0 => json!("bearer"),
        1 => json!({ "header": "x-key" }),
        3 => json!({ "header": { "name": "Authorization", "prefix": "Token token=" } }),
        4 => oauth2,
        5 => json!({ "query": "key" }),
        6 => {
            json!({ "any": ["basic", { "query": { "name": "app key", "rust": names.snake(), "env": "APP_KEY" } }, "none"] })
        }
        7 => {
            let header =
                json!({ "header": { "name": "x-app", "rust": names.snake(), "env": "APP" } });
            json!({ "any": [{ "all": ["bearer", header, { "query": { "name": "q", "rust": names.snake() } }] }, oauth2] })
        }
        2 => json!("basic"),
        8 => json!({ "header": { "name": "x-own", "rust": names.snake() } }),
        9 => {
            json!({ "any": ["none", { "header": "key" }, { "query": { "name": "key", "rust": names.snake() } }] })
        }
        _ => json!("none"),
    };
    let webhooks = models
        .of(Kind::Union, names)
        .filter(|_| !names.random.once_in(9));
    let mut api = json!({
        "name": names.random.pick(&["Fuzz", "Fuzz & Co. (v2)", "it's {x} #1", "x"]),
        "version": names.random.pick(&["1", "2026-01-01", "v1 \"beta\""]),
        "package": self::package(package, names),
        "variables": { "v1": { "docs": docs::docs(names), "default": "a-1" }, "v2": { "env": "V2", "values": ["x", "y.z"], "rust": names.snake() } },
        "servers": { "files": "https://{v1}.example.com/{v2}", "it": { "url": "http://localhost:9", "env": "IT_URL", "docs": docs::docs(names) } },
        "base_url": names.random.pick(&["https://api.example.com/base", "http://localhost:8080", "https://x.example/a/"]),
        "env": env(&auth, webhooks.is_some(), names),
        "auth": auth,
    });
    for (key, value) in settings(models, names) {
        api[key] = value;
    }
    let params = models.client_params.iter();
    let params: Map<_, _> = params
        .map(|param| (param.clone(), client_param(names)))
        .collect();
    if !params.is_empty() {
        api["client_params"] = params.into();
    }
    if let Some(pagination) = &models.pagination {
        api["pagination"] = pagination.settings.clone();
    }
    if let Some(union) = webhooks {
        api["webhooks"] = webhooks_of(&union, names);
    }
    if let Some(error) = error(models, names).filter(|_| !names.random.once_in(3)) {
        api["error"] = error;
    }
    api
}

fn package(name: &str, names: &mut Names<'_>) -> Value {
    let mut package = json!({ "name": name, "version": "0.1.0-rc.1" });
    let mut add = |key: &str, value: Value, names: &mut Names<'_>| {
        if names.random.once_in(3) {
            package[key] = value;
        }
    };
    add("license", "MIT OR Apache-2.0".into(), names);
    add(
        "repository",
        "https://source.example/a?b='c'&d".into(),
        names,
    );
    add("documentation", "https://docs.example/#x".into(), names);
    add("homepage", "https://home.example".into(), names);
    add(
        "authors",
        json!(["Größe <a@b.example>", "\"Quoted\" \\"]),
        names,
    );
    add("keywords", json!(["api", "client"]), names);
    add("categories", json!(["api-bindings"]), names);
    package
}

/// Returns environment variables, most of them of features that the API has.
fn env(auth: &Value, has_webhooks: bool, names: &mut Names<'_>) -> Value {
    let mut env = Map::new();
    let text = auth.to_string();
    let has_key = auth == "bearer"
        || text.contains("bearer")
        || auth["header"] != Value::Null
        || auth["query"] != Value::Null;
    let is_oauth2 = text.contains("oauth2");
    let is_basic = text.contains("basic");
    let all = [
        ("api_key", has_key),
        ("username", is_basic),
        ("password", is_basic),
        ("client_id", is_oauth2),
        ("client_secret", is_oauth2),
        ("base_url", true),
        ("webhook_secret", has_webhooks),
    ];
    for (key, is_used) in all {
        if is_used && !names.random.once_in(3) {
            let variable = names.snake().to_uppercase();
            env.insert(key.to_owned(), variable.into());
        }
    }
    env.into()
}

/// Returns webhooks in the short or the long form, with signatures of any kind.
fn webhooks_of(union: &str, names: &mut Names<'_>) -> Value {
    let mut signature = json!({
        "header": "X-Signature",
        "scheme": names.random.pick(&["hmac_sha256", "hmac_sha512"]),
        "encoding": names.random.pick(&["hex", "base64"]),
        "signed": "{body}",
    });
    let format = names
        .random
        .pick(&["unix_seconds", "unix_millis", "datetime"]);
    let timestamp = match names.random.below(8) {
        0 => None,
        1 => Some("X-Sent".into()),
        2..5 => Some(json!({ "header": "X-Sent", "format": format, "tolerance": "10m" })),
        _ => {
            signature["prefix"] = "v1=".into();
            signature["separator"] = json!(names.random.pick(&[",", " ", ";"]));
            Some(json!({ "prefix": "t=", "format": format }))
        }
    };
    if let Some(timestamp) = timestamp {
        signature["signed"] = "v0:{header:X-Id}\"\n.{timestamp}.{body}".into();
        signature["timestamp"] = timestamp;
    }
    if names.random.once_in(2) {
        let encoding = names.random.pick(&["hex", "base64"]);
        signature["secret"] = json!({ "encoding": encoding, "prefix": "key \"\\_" });
    }
    match names.random.below(9) {
        0 => union.into(),
        1 => json!({ "event": union }),
        _ => json!({ "event": union, "signature": signature }),
    }
}

/// Returns settings that depend on nothing else.
fn settings(models: &Models, names: &mut Names<'_>) -> Vec<(&'static str, Value)> {
    let timeout = *names.random.pick(&[&"500ms", &"60s", &"2m"]);
    let retries = match names.random.below(3) {
        0 => json!({ "max": 0, "statuses": [503, 429] }),
        1 => json!({ "max": 10, "statuses": [] }),
        _ => json!({ "max": names.random.below(11), "statuses": [500] }),
    };
    let lists = *names.random.pick(&[&"brackets", &"repeated", &"indexed"]);
    let all = [
        ("docs", docs::docs(names).into()),
        ("body_format", "form".into()),
        ("body_format", "json".into()),
        ("body_format", json!({ "type": "form", "lists": lists })),
        ("body_format", json!({ "type": "json" })),
        ("timeout", timeout.into()),
        ("retries", retries),
        ("idempotency", "Idempotency-Key".into()),
        ("request_id", "X-Trace-Id".into()),
        ("headers", headers::headers(models, names).into()),
        ("accepts", "text/x-json, */*".into()),
        ("response_headers", headers::of_responses(names)),
        ("unknown_fields", "keep".into()),
        ("unknown_fields", "drop".into()),
        ("omits_defaults", true.into()),
        ("omits_defaults", false.into()),
        (
            "events",
            json!({ "housekeeping": [names.wire(), names.odd()], "tag": "event" }),
        ),
    ];
    let all = all.into_iter();
    all.filter(|_| names.random.once_in(3)).collect()
}

fn client_param(names: &mut Names<'_>) -> Value {
    let mut param = json!({});
    if names.random.once_in(2) {
        param["env"] = names.snake().to_uppercase().into();
    }
    if names.random.once_in(2) {
        param["docs"] = docs::docs(names).into();
    }
    if names.random.once_in(3) {
        param["example"] = names.odd().into();
    }
    if names.random.once_in(4) {
        param["rust"] = names.snake().into();
    }
    param
}

/// Returns the model of error bodies, if there is one with a text for the message.
fn error(models: &Models, names: &mut Names<'_>) -> Option<Value> {
    let mut found = Vec::new();
    for (model, definition) in &models.definitions {
        for (key, field) in definition["fields"].as_object().into_iter().flatten() {
            if field["type"].as_str().or(field.as_str()) == Some("string") {
                let key = key.strip_suffix('?').unwrap_or(key);
                found.push((model, field["wire"].as_str().unwrap_or(key)));
            }
        }
    }
    let (model, message) = *found.get(names.random.below(found.len().max(1)))?;
    if message == "message" {
        return Some(model.as_str().into());
    }
    let path = pagination::written(&[message.to_owned()], names);
    Some(json!({ "model": model, "message": path }))
}

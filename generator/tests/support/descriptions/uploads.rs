//! Random methods after which content is uploaded.

use super::names::Names;
use serde_json::{Value, json};

/// Adds a method with an upload to a resource, with its models.
pub fn upload(resource: &mut Value, names: &mut Names<'_>) {
    let [item, inner] = [(); 2].map(|()| names.pascal());
    let [url, nested] = [(); 2].map(|()| names.wire());
    resource["models"][&inner] = json!({ "fields": {
        &url: names.random.pick(&["string", "secret"]),
        format!("{url}2"): names.random.pick(&["int32", "int64", "int64_text"]),
        format!("{url}3?"): "map of string",
    } });
    resource["models"][&item] = json!({ "fields": {
        format!("{nested}{}", names.random.pick(&["", "?"])): inner,
        format!("{nested}2"): "string",
    } });
    let mut upload = json!({ "url": format!("{nested}.{url}") });
    let all = [
        ("method", names.random.pick(&["PUT", "POST"]).to_owned()),
        ("content_type", format!("{nested}2")),
        ("content_length", format!("{nested}.{url}2")),
        ("headers", format!("{nested}.{url}3")),
    ];
    for (key, value) in all {
        if names.random.once_in(2) {
            upload[key] = value.into();
        }
    }
    let route = names.random.pick(&["GET /target", "POST /target"]);
    let method = json!({ "route": route, "returns": item, "upload": upload });
    resource["methods"][names.snake()] = method;
}

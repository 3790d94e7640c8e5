//! Random methods that wait for a state.

use super::names::Names;
use serde_json::{Map, Value, json};

/// Adds a method that waits to a resource, with its models.
pub fn wait(resource: &mut Value, names: &mut Names<'_>) {
    let [item, inner, mood] = [(); 3].map(|()| names.pascal());
    let words = ["ASLEEP", "AWAKE", "GONE"];
    let prefix = format!("{}_", names.any());
    let [state, code, nested] = [(); 3].map(|()| names.wire());
    resource["models"][&mood] = json!({ "prefix": prefix, "values": words });
    resource["models"][&inner] = json!({ "fields": { &state: mood } });
    resource["models"][&item] = json!({ "fields": {
        format!("{nested}{}", names.random.pick(&["", "?"])): inner,
        format!("{code}2"): names.random.pick(&["int32", "int64"]),
        format!("{code}3"): "bool",
        format!("{code}4"): "string",
    } });
    let path = format!("{nested}.{state}");
    let mut until = Map::new();
    until.insert(path.clone(), json!(["AWAKE"]));
    if names.random.once_in(2) {
        until.insert(format!("{code}2"), json!([0, -7, 123_456_789]));
    }
    let mut wait = json!({ "until": until });
    let all = [
        (
            "fail",
            json!({ path: ["GONE", "ASLEEP"], format!("{code}3"): [true], format!("{code}4"): ["", "`\"\\{}"] }),
        ),
        ("every", "250ms".into()),
        ("most", "90000s".into()),
    ];
    for (key, value) in all {
        if !names.random.once_in(3) {
            wait[key] = value;
        }
    }
    let route = names.random.pick(&["GET /state", "POST /state"]);
    let method = json!({ "route": route, "returns": item, "wait": wait });
    resource["methods"][names.snake()] = method;
}

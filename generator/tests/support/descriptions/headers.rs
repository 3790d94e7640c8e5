//! Random headers.

use super::{docs, models::Models, names::Names, params};
use serde_json::{Map, Value, json};

/// Returns request headers.
pub fn headers(models: &Models, names: &mut Names<'_>) -> Map<String, Value> {
    let mut headers = Map::new();
    for number in 0..=names.random.below(3) {
        let name = format!("X-{}-{number}", names.camel());
        let constant = *names.random.pick(&[&"2026-01", &"a b", &"W/\"1\""]);
        let (key, header) = match names.random.below(3) {
            0 => (name, json!(constant)),
            1 => (
                name,
                json!({ "const": constant, "docs": docs::docs(names) }),
            ),
            _ => (
                format!("{name}{}", names.random.pick(&["", "?"])),
                param(models, names),
            ),
        };
        headers.insert(key, header);
    }
    headers
}

fn param(models: &Models, names: &mut Names<'_>) -> Value {
    let mut header = json!({ "type": params::parameter(models, names) });
    if header["type"] == "string" && names.random.once_in(2) {
        header["example"] = "a=\"b\"; c".into();
    }
    let all = [
        ("docs", docs::docs(names)),
        ("deprecated", docs::docs(names)),
        ("rust", names.snake()),
    ];
    for (key, text) in all {
        if names.random.once_in(3) {
            header[key] = text.into();
        }
    }
    header
}

/// Returns headers of responses.
pub fn of_responses(names: &mut Names<'_>) -> Value {
    let ty = *names
        .random
        .pick(&[&"string", &"bool", &"int32", &"int64", &"float"]);
    json!({
        format!("X-{}-0", names.camel()): ty,
        format!("X-{}-1", names.camel()): { "type": ty, "docs": docs::docs(names), "rust": names.snake() },
    })
}

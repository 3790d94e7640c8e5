//! Random documented examples.

use super::{models::Models, names::Names};
use serde_json::{Map, Value, json};

/// Maximum depth of models in models.
const DEPTH: usize = 4;

/// Returns a value of a type. Optional fields are set at random.
pub fn value(ty: &str, models: &Models, depth: usize, names: &mut Names<'_>) -> Value {
    let ends = depth >= DEPTH || names.random.once_in(4);
    if let Some(item) = ty.strip_prefix("list of ") {
        let count = if ends { 0 } else { 1 + names.random.below(2) };
        return (0..count)
            .map(|_| value(item, models, depth + 1, names))
            .collect();
    }
    if let Some(item) = ty.strip_prefix("map of ") {
        let count = if ends { 0 } else { 1 + names.random.below(2) };
        let entries = (0..count).map(|_| (names.wire(), value(item, models, depth + 1, names)));
        return Value::Object(entries.collect());
    }
    match ty {
        "string" | "secret" => names
            .random
            .pick(&["", "text", "\"quoted\" \\ #", "line\nbreak", "Grüße"])
            .into(),
        "bool" => names.random.once_in(2).into(),
        "int32" => names.random.pick(&[&0, &-1, &i32::MAX]).to_owned().into(),
        "int64" => names.random.pick(&[&0, &-1, &i64::MAX]).to_owned().into(),
        "int64_text" => names
            .random
            .pick(&["0", "-7", "9223372036854775807"])
            .into(),
        "float" => names.random.pick(&[&0.5, &-1.25, &1e3]).to_owned().into(),
        "datetime" => names
            .random
            .pick(&["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.250Z"])
            .into(),
        "duration" => names.random.pick(&["1.500s", "0s", "-3s"]).into(),
        "bytes" => names.random.pick(&["", "AA==", "c2FtcGxl"]).into(),
        "json" => json!({ "any": [1, "thing"] }),
        model => self::model(model, models, depth, names),
    }
}

fn model(name: &str, models: &Models, depth: usize, names: &mut Names<'_>) -> Value {
    let Some(model) = models.definitions.get(name) else {
        return Value::Null;
    };
    let prefix = model["prefix"].as_str().unwrap_or_default();
    if let Value::Object(fields) = &model["fields"] {
        return Value::Object(self::fields(fields, true, models, depth, names));
    }
    if let Some(variants) = model["variants"].as_object() {
        let Some((tag, variant)) = variants
            .iter()
            .nth(names.random.below(variants.len().max(1)))
        else {
            return json!({});
        };
        let mut object = Map::new();
        object.insert(
            model["tag"].as_str().unwrap_or_default().to_owned(),
            format!("{prefix}{tag}").into(),
        );
        match (variant["flat"].as_str(), variant["type"].as_str()) {
            (Some(flat), _) => {
                if let Value::Object(fields) = self::model(flat, models, depth, names) {
                    object.extend(fields);
                }
            }
            (None, Some("empty")) => {
                object.insert(tag.clone(), json!({}));
            }
            (None, Some(ty)) => {
                object.insert(tag.clone(), value(ty, models, depth + 1, names));
            }
            (None, None) => {}
        }
        return Value::Object(object);
    }
    let words: Vec<_> = match &model["values"] {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        Value::Object(values) => values.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let word = words.get(names.random.below(words.len().max(1)));
    word.map(|word| format!("{prefix}{word}")).into()
}

/// Returns the fields of a struct or of a request body. `all` includes those that only the API sets.
pub fn fields(
    fields: &Map<String, Value>,
    all: bool,
    models: &Models,
    depth: usize,
    names: &mut Names<'_>,
) -> Map<String, Value> {
    let mut object = Map::new();
    for (key, field) in fields {
        let is_left_out = key.ends_with('?') && (depth >= DEPTH || names.random.once_in(2));
        let Some(ty) = field["type"].as_str().or(field.as_str()) else {
            continue;
        };
        if is_left_out || (!all && field["read_only"] == true) {
            continue;
        }
        let name = field["wire"].as_str().unwrap_or(key.trim_end_matches('?'));
        object.insert(name.to_owned(), value(ty, models, depth + 1, names));
    }
    object
}

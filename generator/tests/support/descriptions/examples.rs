//! Random documented examples.

use super::{models::Models, names::Names};
use serde_json::{Map, Value, json};

/// Maximum depth of models in models.
const DEPTH: usize = 4;

const TEXTS: [&str; 11] = [
    "",
    "text",
    "sample",
    "\"quoted\" \\ # */ ``` {x}",
    "line\nbreak\r\n\ttab",
    "Grüße 日本語 👍",
    "\u{202e}\u{7}\u{200b}\u{feff}\u{2028}",
    "<script>",
    "null",
    "2026-01-01T00:00:00.250Z",
    "a=b,c=d&e",
];

const DATES: [&str; 6] = [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.250Z",
    "2024-02-29T23:59:60.123456789+01:00",
    "1969-12-31T23:59:59.1-23:59",
    "0001-01-01T00:00:00Z",
    "9999-12-31T00:00:00Z",
];

const DURATIONS: [&str; 7] = [
    "1.500s",
    "1.5s",
    "0s",
    "-0s",
    "-3s",
    "0.000000001s",
    "315576000000s",
];

const MAILS: [&str; 2] = ["Tue, 1 Jul 2003 10:52:37 +0200", "31 Dec 2016 23:59:60 GMT"];

const UUIDS: [&str; 2] = [
    "67e55044-10b1-426f-9247-bb680e5fe0c8",
    "00000000-0000-0000-0000-00000000ABCD",
];

const URLS: [&str; 3] = [
    "https://x.example/?a=b#c",
    "mailto:a@b.example",
    "urn:ü\"'{}",
];

const BYTES: [&str; 6] = ["", "AA==", "c2FtcGxl", "aGk", "_-8=", "/+8"];

/// Returns a value of a type. Optional fields are set at random. `all` includes fields that only the API sets.
pub fn value(ty: &str, all: bool, models: &Models, depth: usize, names: &mut Names<'_>) -> Value {
    if let Some(inner) = ty
        .strip_prefix('(')
        .and_then(|ty| ty.strip_suffix(" or null)"))
    {
        let is_null = depth >= DEPTH || names.random.once_in(4);
        return if is_null {
            Value::Null
        } else {
            value(inner, all, models, depth + 1, names)
        };
    }
    let ends = depth >= DEPTH || names.random.once_in(4);
    if let Some(item) = ty.strip_prefix("list of ") {
        let count = if ends { 0 } else { 1 + names.random.below(2) };
        return (0..count)
            .map(|_| value(item, all, models, depth + 1, names))
            .collect();
    }
    if let Some(item) = ty.strip_prefix("map of ") {
        let count = if ends { 0 } else { 1 + names.random.below(2) };
        let entries =
            (0..count).map(|_| (names.wire(), value(item, all, models, depth + 1, names)));
        return Value::Object(entries.collect());
    }
    match ty {
        "string" | "secret" | "file" => names.random.pick(&TEXTS).into(),
        "bool" => names.random.once_in(2).into(),
        "int32" => names
            .random
            .pick(&[&0, &-1, &i32::MAX, &i32::MIN])
            .to_owned()
            .into(),
        "int64" => names
            .random
            .pick(&[&0, &-1, &i64::MAX, &i64::MIN])
            .to_owned()
            .into(),
        "int64_text" => names
            .random
            .pick(&[
                "0",
                "-7",
                "007",
                "-0",
                "9223372036854775807",
                "-9223372036854775808",
            ])
            .into(),
        "float" => names
            .random
            .pick(&[&0.5, &-1.25, &1e3, &-0.0, &1e300, &5e-324, &0.1])
            .to_owned()
            .into(),
        "datetime" => names.random.pick(&DATES).into(),
        "duration" => names.random.pick(&DURATIONS).into(),
        "bytes" | "base64url" => names.random.pick(&BYTES).into(),
        "date" => names
            .random
            .pick(&["2024-02-29", "0001-01-01", "9999-12-31"])
            .into(),
        "time" => names
            .random
            .pick(&["00:00", "23:59:59", "09:30:00.25"])
            .into(),
        "unix_seconds" | "unix_millis" => names
            .random
            .pick(&[&0, &-1, &1_767_225_600, &253_402_300_799_i64])
            .to_owned()
            .into(),
        "rfc2822" => names.random.pick(&MAILS).into(),
        "uint64" => names.random.pick(&[&0, &1, &i64::MAX]).to_owned().into(),
        "decimal" => names
            .random
            .pick(&["0", "-007.50", "1e400", "0.1E-2"])
            .into(),
        "uuid" => names.random.pick(&UUIDS).into(),
        "url" => names.random.pick(&URLS).into(),
        "json" => json(names),
        model => self::model(model, all, models, depth, names),
    }
}

fn model(name: &str, all: bool, models: &Models, depth: usize, names: &mut Names<'_>) -> Value {
    // A value of a model that requires itself never ends. The checks refuse such a model.
    let model = models.definitions.get(name);
    let Some(model) = model.filter(|_| depth < 8 * DEPTH) else {
        return Value::Null;
    };
    let prefix = model["prefix"].as_str().unwrap_or_default();
    if let Value::Object(fields) = &model["fields"] {
        let mut object = self::fields(fields, all, models, depth, names);
        if let Some(ty) = model["additional"].as_str().filter(|_| depth < DEPTH) {
            let key = if names.random.once_in(2) {
                names.odd()
            } else {
                names.wire()
            };
            if !object.contains_key(&key) {
                object.insert(key, value(ty, all, models, depth + 1, names));
            }
        }
        return Value::Object(object);
    }
    if let Some(variants) = model["variants"].as_object() {
        let Some((tag, variant)) = variants
            .iter()
            .nth(names.random.below(variants.len().max(1)))
        else {
            return json!({});
        };
        let mut object = Map::new();
        let word = match &variant["value"] {
            Value::Null => format!("{prefix}{tag}").into(),
            number => number.clone(),
        };
        match &model["tag"] {
            Value::String(path) => {
                let (key, inner) = path.split_once('.').unwrap_or((path, ""));
                let word = if inner.is_empty() {
                    word
                } else {
                    json!({ inner: word })
                };
                object.insert(key.to_owned(), word);
            }
            Value::Array(keys) => {
                let mut keys = keys.iter().filter_map(Value::as_str).rev();
                let last = keys.next().unwrap_or_default();
                let place = keys.fold((last, word), |(key, word), outer| {
                    (outer, json!({ key: word }))
                });
                object.insert(place.0.to_owned(), place.1);
            }
            _ => {}
        }
        match (variant["flat"].as_str(), variant["type"].as_str()) {
            (Some(flat), _) => {
                if let Value::Object(fields) = self::model(flat, all, models, depth, names) {
                    object.extend(fields);
                }
            }
            (None, Some("empty")) => {
                object.insert(tag.clone(), json!({}));
            }
            (None, Some(ty)) => {
                object.insert(tag.clone(), value(ty, all, models, depth + 1, names));
            }
            (None, None) => {}
        }
        return Value::Object(object);
    }
    if let Some(variants) = model["one_of"].as_object() {
        let variant = variants
            .values()
            .nth(names.random.below(variants.len().max(1)));
        let ty = variant.and_then(|variant| variant["type"].as_str().or(variant.as_str()));
        return ty.map_or(Value::Null, |ty| value(ty, all, models, depth + 1, names));
    }
    if let Value::Object(values) = &model["values"] {
        let value = values.values().nth(names.random.below(values.len().max(1)));
        let number = value.and_then(|value| value.as_i64().or(value["value"].as_i64()));
        if let Some(number) = number {
            return number.into();
        }
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
        let name = field["wire"]
            .as_str()
            .unwrap_or(key.strip_suffix('?').unwrap_or(key));
        let value = value(ty, all, models, depth + 1, names);
        // Reading an object takes `null` of an optional field for a missing one.
        if !(key.ends_with('?') && ty == "json" && value.is_null()) {
            object.insert(name.to_owned(), value);
        }
    }
    object
}

/// Returns any JSON.
fn json(names: &mut Names<'_>) -> Value {
    match names.random.below(6) {
        0 => Value::Null,
        1 => json!({}),
        2 => json!([]),
        3 => {
            json!({ "any": [1, -0.5, null, true, "# \" */ ```", { "": [[]] }], "sample": i64::MAX })
        }
        4 => json!("text"),
        _ => json!(false),
    }
}

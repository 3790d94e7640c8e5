//! Schemas in fewer forms: without `allOf`, and with `anyOf` instead of several types.

use super::{keys::is_data, pointer::escape, tree::Document};
use serde_json::{Map, Value, json};
use std::{collections::HashMap, fmt::Write as _};

/// Number of `allOf` in each other.
const MAX_DEPTH: usize = 32;

/// Number of entries that all `allOf` together may add.
const MAX_ENTRIES: usize = 500_000;

/// Construct that cannot be merged.
const ENDLESS: &str = "`allOf` that contains itself, or too much";

/// Brings all schemas in fewer forms. Returns what contradicts itself, with the places.
pub(super) fn normalize(document: &mut Document) -> Vec<(String, String)> {
    let original = Document {
        root: document.root.clone(),
        version: String::new(),
        contradictions: Vec::new(),
    };
    let mut work = Normalizer {
        original: &original,
        contradictions: Vec::new(),
        entries: 0,
        known: HashMap::new(),
        open: Vec::new(),
    };
    work.value(&mut document.root, "", &mut "#".to_owned());
    work.contradictions
}

struct Normalizer<'a> {
    original: &'a Document,
    contradictions: Vec<(String, String)>,
    entries: usize,
    /// Schemas with a pointer, merged.
    known: HashMap<String, Map<String, Value>>,
    /// Schemas that are merged, and whose properties are not normal yet: as they were, with their pointers.
    open: Vec<(Map<String, Value>, String)>,
}

impl Normalizer<'_> {
    /// Brings a value and all that is in it in fewer forms. `holder` is its key, `place` its pointer.
    fn value(&mut self, value: &mut Value, holder: &str, place: &mut String) {
        let length = place.len();
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let _ = write!(place, "/{index}");
                    self.value(item, "", place);
                    place.truncate(length);
                }
            }
            Value::Object(entries) => {
                let is_merged = entries.get("allOf").is_some_and(Value::is_array);
                if is_merged && !self.open(entries, place) {
                    return;
                }
                split_types(entries);
                for (key, value) in entries.iter_mut() {
                    if is_data(holder, key) {
                        continue;
                    }
                    place.push('/');
                    place.push_str(&escape(key));
                    self.value(value, key, place);
                    place.truncate(length);
                }
                if is_merged {
                    self.open.pop();
                }
            }
            _ => {}
        }
    }

    /// Merges a schema, which is open until all that is in it is normal. One that contains itself becomes a reference to
    /// where it is merged already. Returns `false` if there is nothing more to do.
    fn open(&mut self, entries: &mut Map<String, Value>, place: &str) -> bool {
        if let Some((_, outer)) = self.open.iter().find(|(known, _)| known == entries) {
            *entries = Map::from_iter([("$ref".to_owned(), json!(outer))]);
            return false;
        }
        let original = entries.clone();
        if self.open.len() < MAX_DEPTH {
            *entries = self.merge(entries, place, 0);
        } else {
            entries.shift_remove("allOf");
            self.contradictions
                .push((ENDLESS.to_owned(), place.to_owned()));
        }
        self.open.push((original, place.to_owned()));
        true
    }

    /// Merges a schema with all parts of its `allOf`, the outer one last.
    fn merge(
        &mut self,
        schema: &Map<String, Value>,
        place: &str,
        depth: usize,
    ) -> Map<String, Value> {
        let parts: Vec<_> = schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect();
        // A reference with nothing but texts around it stays a reference.
        if let [part] = parts[..]
            && part.get("$ref").is_some()
            && schema
                .keys()
                .all(|key| key == "allOf" || is_annotation(key))
        {
            let mut only = schema.clone();
            only.shift_remove("allOf");
            only.insert("$ref".to_owned(), part["$ref"].clone());
            return only;
        }
        let mut merged = Map::new();
        for part in parts {
            let (part, pointer) = match self.original.resolve(part) {
                Ok((part, pointer)) => (part.as_object(), pointer),
                Err(pointer) => {
                    let construct = format!("reference that leads nowhere: `{pointer}`");
                    self.contradictions.push((construct, place.to_owned()));
                    continue;
                }
            };
            let Some(part) = part else {
                continue;
            };
            if depth == MAX_DEPTH || self.entries > MAX_ENTRIES {
                self.contradictions
                    .push((ENDLESS.to_owned(), place.to_owned()));
            } else if part.get("allOf").is_some_and(Value::is_array) {
                let part = self.inner(part, pointer, place, depth + 1);
                self.add(&mut merged, &part, place);
            } else {
                self.add(&mut merged, part, place);
            }
        }
        let mut own = schema.clone();
        own.shift_remove("allOf");
        self.add(&mut merged, &own, place);
        merged
    }

    /// Merges a part that has `allOf` itself. One with a pointer is merged once.
    fn inner(
        &mut self,
        part: &Map<String, Value>,
        pointer: Option<&str>,
        place: &str,
        depth: usize,
    ) -> Map<String, Value> {
        if let Some(known) = pointer.and_then(|pointer| self.known.get(pointer)) {
            return known.clone();
        }
        let merged = self.merge(part, place, depth);
        if let Some(pointer) = pointer {
            self.known.insert(pointer.to_owned(), merged.clone());
        }
        merged
    }

    fn add(&mut self, merged: &mut Map<String, Value>, part: &Map<String, Value>, place: &str) {
        self.entries += part.len();
        for (key, value) in part {
            match (merged.get_mut(key), value) {
                (Some(Value::Object(old)), Value::Object(new)) if key == "properties" => {
                    self.entries += new.len();
                    for (name, schema) in new {
                        let refined = old.get(name).map(|old| refine(old, schema));
                        old.insert(name.clone(), refined.unwrap_or_else(|| schema.clone()));
                    }
                }
                (Some(Value::Array(old)), Value::Array(new)) if key == "required" => {
                    let added: Vec<_> = new
                        .iter()
                        .filter(|name| !old.contains(name))
                        .cloned()
                        .collect();
                    old.extend(added);
                }
                (Some(old), new) if matches!(key.as_str(), "oneOf" | "anyOf") && old != new => {
                    self.contradictions
                        .push((format!("two `{key}` in `allOf`"), place.to_owned()));
                }
                // The whole is `null` only if all parts allow it.
                (Some(old), new) if key == "nullable" => {
                    *old = Value::Bool(*old == Value::Bool(true) && *new == Value::Bool(true));
                }
                (Some(old), new) if key == "type" && old != new => match common_type(old, new) {
                    Some(common) => *old = common,
                    None => self
                        .contradictions
                        .push(("two types in `allOf`".to_owned(), place.to_owned())),
                },
                (Some(old), new) => *old = new.clone(),
                (None, new) => drop(merged.insert(key.clone(), new.clone())),
            }
        }
    }
}

/// Returns `true` for a key that does not change which values a schema allows.
fn is_annotation(key: &str) -> bool {
    matches!(
        key,
        "description"
            | "title"
            | "deprecated"
            | "readOnly"
            | "writeOnly"
            | "nullable"
            | "example"
            | "examples"
            | "default"
            | "type"
    ) || key.starts_with("x-")
}

/// Returns the schema of a property that two parts describe: the later one, with what only the earlier one says.
fn refine(old: &Value, new: &Value) -> Value {
    match (old, new) {
        (Value::Object(old), Value::Object(new))
            if !new.contains_key("$ref")
                && (!old.contains_key("$ref") || new.keys().all(|key| is_annotation(key))) =>
        {
            let mut both = old.clone();
            both.extend(new.clone());
            Value::Object(both)
        }
        (_, new) => new.clone(),
    }
}

/// Returns the types that both lists have.
fn common_type(old: &Value, new: &Value) -> Option<Value> {
    let list = |value: &Value| match value {
        Value::Array(types) => types.clone(),
        one => vec![one.clone()],
    };
    let new = list(new);
    let mut common: Vec<_> = list(old)
        .into_iter()
        .filter(|ty| new.contains(ty))
        .collect();
    match common.len() {
        0 => None,
        1 => common.pop(),
        _ => Some(Value::Array(common)),
    }
}

/// Writes `type: [string, integer]` as `anyOf`, with what belongs to each of the types.
fn split_types(entries: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = entries.get("type") else {
        return;
    };
    let names: Vec<_> = types
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    // In the place of a type, there may also be a property with this name.
    if names.len() != types.len() {
        return;
    }
    let others: Vec<_> = names.iter().filter(|name| *name != "null").collect();
    if others.len() <= 1 {
        if let Some(one) = others.first() {
            let one = json!(one);
            if names.len() > 1 {
                entries.insert("nullable".to_owned(), json!(true));
            }
            entries.insert("type".to_owned(), one);
        }
        return;
    }
    if entries.contains_key("anyOf") || entries.contains_key("oneOf") {
        entries.shift_remove("type");
        return;
    }
    let is_nullable = others.len() < names.len();
    let parts = others.iter().map(|name| one_type(entries, name)).collect();
    entries.retain(|key, _| is_annotation(key) && key != "type");
    entries.insert("anyOf".to_owned(), Value::Array(parts));
    if is_nullable {
        entries.insert("nullable".to_owned(), json!(true));
    }
}

/// Returns a schema of one type, with the keys that belong to it.
fn one_type(entries: &Map<String, Value>, name: &str) -> Value {
    let mut part = json!({ "type": name });
    for (key, value) in entries.iter().filter(|(key, _)| !is_annotation(key)) {
        let belongs = match name {
            "object" => matches!(
                key.as_str(),
                "properties" | "required" | "additionalProperties"
            ),
            "array" => key == "items" || key == "prefixItems",
            "string" => key == "format" || key == "enum" || key == "const",
            _ => key == "format",
        };
        if belongs {
            part[key] = value.clone();
        }
    }
    part
}

//! Keys, forms and words of the JSON Schemas, and those of them that descriptions have.

use serde_json::Value;
use std::collections::BTreeSet;

/// Returns all keys of a schema as `Definition.key`, and all forms of its values as `Definition.key as form`. `name` is the
/// definition of the file itself.
pub fn all(name: &str, schema: &Value) -> BTreeSet<String> {
    let mut walk = Walk {
        schema,
        found: BTreeSet::new(),
        open: Vec::new(),
    };
    walk.node(schema, name, None);
    walk.found
}

/// Returns the keys and forms of a schema that a document has.
pub fn used(name: &str, schema: &Value, document: &Value) -> BTreeSet<String> {
    let mut walk = Walk {
        schema,
        found: BTreeSet::new(),
        open: Vec::new(),
    };
    walk.node(schema, name, Some(document));
    walk.found
}

/// Walk through a schema, and through a document beside it if there is one.
struct Walk<'a> {
    schema: &'a Value,
    found: BTreeSet<String>,
    /// Definitions around the node, without a document.
    open: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a Value, name: &str, value: Option<&Value>) {
        if let Some(definition) = definition(node) {
            if value.is_some() || !self.open.contains(&definition) {
                self.open.push(definition);
                let node = &self.schema["definitions"][definition];
                self.node(node, definition, value);
                self.open.pop();
            }
            return;
        }
        for (key, property) in node["properties"].as_object().into_iter().flatten() {
            let inner = value.map(|value| value.get(key));
            if inner != Some(None) {
                let name = format!("{name}.{key}");
                self.found.insert(name.clone());
                self.node(property, &name, inner.flatten());
            }
        }
        for (key, of) in [
            (
                "additionalProperties",
                Value::is_object as fn(&Value) -> bool,
            ),
            ("items", Value::is_array),
        ] {
            if !node[key].is_object() {
                continue;
            }
            match value {
                None => self.node(&node[key], name, None),
                Some(value) if of(value) => {
                    for inner in children(value) {
                        self.node(&node[key], name, Some(inner));
                    }
                }
                Some(_) => {}
            }
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            for form in node[key].as_array().into_iter().flatten() {
                self.form(form, name, value);
            }
        }
    }

    fn form(&mut self, form: &'a Value, name: &str, value: Option<&Value>) {
        let word = form["const"].as_str().or(form["type"].as_str());
        let is_it = |value: &Value| match form["const"].as_str() {
            Some(word) => value == word,
            None => word.is_none_or(|word| word == kind(value)),
        };
        if word == Some("null") || !value.is_none_or(is_it) {
            return;
        }
        if let Some(word) = word {
            self.found.insert(format!("{name} as {word}"));
        }
        self.node(form, name, value);
    }
}

/// Returns the name of the definition that a node refers to.
fn definition(node: &Value) -> Option<&str> {
    node["$ref"].as_str()?.rsplit('/').next()
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Object(entries) => Box::new(entries.values()),
        Value::Array(items) => Box::new(items.iter()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            Box::new(std::iter::empty())
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

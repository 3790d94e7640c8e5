//! Expected form bodies.

use super::percent::encode;
use crate::model::FormLists;
use serde_json::Value;

/// Returns the form of an object.
pub(super) fn text(body: &Value, lists: FormLists) -> String {
    let mut pairs = Vec::new();
    for (key, value) in body.as_object().into_iter().flatten() {
        push(&mut pairs, key, value, lists);
    }
    pairs.join("&")
}

fn push(pairs: &mut Vec<String>, name: &str, value: &Value, lists: FormLists) {
    let mut pair = |value: &str| pairs.push(format!("{}={}", encode(name), encode(value)));
    match value {
        Value::Null => pair(""),
        Value::Bool(_) | Value::Number(_) => pair(&value.to_string()),
        Value::String(text) => pair(text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let inner = match lists {
                    FormLists::Brackets if !is_compound(item) => format!("{name}[]"),
                    FormLists::Repeated if !is_compound(item) => name.to_owned(),
                    FormLists::Brackets | FormLists::Repeated | FormLists::Indexed => {
                        format!("{name}[{index}]")
                    }
                };
                push(pairs, &inner, item, lists);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                push(pairs, &format!("{name}[{key}]"), value, lists);
            }
        }
    }
}

fn is_compound(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

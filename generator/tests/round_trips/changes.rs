//! Random changes of JSON values.

use serde_json::{Value, json};

/// Source of choices, which are the same in every run.
pub struct Choices(pub usize);

impl Choices {
    /// Returns a number below a bound.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Changes one value inside of a value.
pub fn change(value: &mut Value, choices: &mut Choices) {
    let goes_deeper = choices.below(4) > 0;
    match value {
        Value::Object(object) if goes_deeper && !object.is_empty() => {
            let at = choices.below(object.len());
            let key = object.keys().nth(at).cloned().unwrap_or_default();
            match choices.below(6) {
                0 => drop(object.remove(&key)),
                1 => drop(object.insert("newer than this".to_owned(), json!({ "a": [1] }))),
                _ => object
                    .get_mut(&key)
                    .into_iter()
                    .for_each(|value| change(value, choices)),
            }
        }
        Value::Array(items) if goes_deeper && !items.is_empty() => {
            let at = choices.below(items.len());
            items
                .get_mut(at)
                .into_iter()
                .for_each(|value| change(value, choices));
        }
        _ => {
            let mut others = vec![
                json!(null),
                json!(true),
                json!(7),
                json!(-1.5),
                json!(1e300),
                json!(""),
                json!("other"),
                json!([]),
                json!(["a"]),
                json!({}),
                json!({ "id": "a" }),
                json!({ "type": "newer than this" }),
            ];
            *value = others.swap_remove(choices.below(12));
        }
    }
}

/// Returns `true` if an encoded value has a value that did not come, other than one that stands for a missing value.
pub fn is_invented(came: &Value, encoded: &Value) -> bool {
    match (came, encoded) {
        (Value::Object(came), Value::Object(encoded)) => encoded
            .iter()
            .any(|(key, value)| is_invented(came.get(key).unwrap_or(&Value::Null), value)),
        (Value::Array(came), Value::Array(encoded)) => {
            came.len() != encoded.len()
                || came
                    .iter()
                    .zip(encoded)
                    .any(|(came, encoded)| is_invented(came, encoded))
        }
        // A missing value may be decoded as the zero value.
        (Value::Null, encoded) => !is_zero(encoded),
        // The payload of a variant without fields. Another one is reported to `on_unknown`.
        (_, Value::Object(encoded)) => !encoded.is_empty(),
        (Value::Number(came), Value::String(encoded)) => came.to_string() != *encoded,
        // Other forms of a date-time or of bytes.
        (Value::String(came), Value::String(encoded)) => came.is_empty() && !encoded.is_empty(),
        (came, encoded) => came != encoded && came.as_f64() != encoded.as_f64(),
    }
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => matches!(&**text, "" | "0" | "0s") || is_word(text),
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
    }
}

/// Returns `true` for the form of enum values, the first of which is the zero value.
fn is_word(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_ascii_uppercase() || letter == '_')
}

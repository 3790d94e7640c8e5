//! Values with keys in brackets, as queries and forms have them: `filter[price][gte]=10`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::json::setters;
use crate::runtime::json::to_json::{Json, ToJson};
use crate::runtime::request::Request;

/// Form of the keys of a list's items. Items that have keys themselves are always numbered, so that they stay apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKeys {
    /// `a[]` for each item.
    Brackets,
    /// `a` for each item.
    Repeated,
    /// `a[0]`, `a[1]` and so on.
    Indexed,
}

impl Request {
    /// Sets a query parameter to an object, whose keys are sent in brackets.
    pub fn query_deep<T: ToJson>(&mut self, name: &'static str, value: impl Into<T>) {
        self.put_query_deep(name, &value.into());
    }

    /// Sets a query parameter to a list, whose indices and keys are sent in brackets.
    pub fn query_deep_list<T: ToJson>(
        &mut self,
        name: &'static str,
        items: impl IntoIterator<Item = impl Into<T>>,
    ) {
        self.put_query_deep::<Vec<T>>(name, &setters::list(items));
    }

    /// Sets a query parameter to a map, whose keys are sent in brackets.
    pub fn query_deep_map<T: ToJson>(
        &mut self,
        name: &'static str,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
    ) {
        self.put_query_deep::<BTreeMap<String, T>>(name, &setters::map(entries));
    }

    fn put_query_deep<T: ToJson + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.nested_query.retain(|(other, _)| *other != name);
        let value = self.serialized(|| serde_json::to_value(Json(value)));
        let mut pairs = Vec::new();
        let pushed = match value {
            Ok(value) => push_nested(&mut pairs, name, &value, ListKeys::Brackets),
            Err(error) => Err(error.to_string()),
        };
        match pushed {
            Ok(()) => self.nested_query.push((name, pairs)),
            Err(reason) => self.fail(format!(
                "the query parameter `{name}` cannot be sent: {reason}"
            )),
        }
    }
}

/// Appends the pairs of a value. The keys of objects follow `key` in brackets; `null` is an empty text, and a list or an
/// object without content has no pairs.
///
/// # Errors
/// Fails with the reason if a key of an object is empty or contains a bracket: it would be read as another key.
pub(crate) fn push_nested(
    pairs: &mut Vec<(String, String)>,
    key: &str,
    value: &Value,
    lists: ListKeys,
) -> Result<(), String> {
    match value {
        Value::Object(entries) => {
            for (inner, value) in entries {
                if inner.is_empty() || inner.contains(['[', ']']) {
                    return Err(format!(
                        "a key inside of `{key}` is empty or contains a bracket"
                    ));
                }
                push_nested(pairs, &format!("{key}[{inner}]"), value, lists)?;
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let numbered = matches!(item, Value::Object(_) | Value::Array(_));
                let key = match lists {
                    ListKeys::Brackets if !numbered => format!("{key}[]"),
                    ListKeys::Repeated if !numbered => key.to_owned(),
                    ListKeys::Brackets | ListKeys::Repeated | ListKeys::Indexed => {
                        format!("{key}[{index}]")
                    }
                };
                push_nested(pairs, &key, item, lists)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            pairs.push((key.to_owned(), text(value)));
        }
    }
    Ok(())
}

/// Returns a value without keys as text.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            // As a query parameter that is a number by itself.
            Some(float) => float.to_string(),
            None => number.to_string(),
        },
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

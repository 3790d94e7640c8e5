//! Values with keys in brackets, as queries and forms have them: `filter[price][gte]=10`.

use std::collections::BTreeMap;

use serde::de::Deserialize;
use serde_json::value::RawValue;

use crate::runtime::json::setters;
use crate::runtime::json::to_json::{Json, ToJson};
use crate::runtime::request::Request;
use crate::runtime::request::entries::Entries;

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
        let json = self.serialized(|| serde_json::to_string(&Json(value)));
        let mut pairs = Vec::new();
        let pushed = match json {
            Ok(json) => push_nested(&mut pairs, name, &json),
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

/// Appends the pairs of a value, which is given as JSON. The keys of objects follow `key` in brackets, in their order; `null`
/// is an empty text, and a list or an object without content has no pairs. Empty brackets follow `key` for each item of a
/// list, or the index of an item that has keys itself, so that the items stay apart.
///
/// # Errors
/// Fails with the reason if a key of an object is empty or contains a bracket: it would be read as another key.
pub(crate) fn push_nested(
    pairs: &mut Vec<(String, String)>,
    key: &str,
    json: &str,
) -> Result<(), String> {
    match json.trim_start().bytes().next() {
        Some(b'{') => {
            let Entries(entries) = parse(json)?;
            for (inner, value) in entries {
                if inner.is_empty() || inner.contains(['[', ']']) {
                    return Err(format!(
                        "a key inside of `{key}` is empty or contains a bracket"
                    ));
                }
                push_nested(pairs, &format!("{key}[{inner}]"), value.get())?;
            }
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = parse(json)?;
            for (index, item) in items.into_iter().enumerate() {
                let key = if item.get().starts_with(['{', '[']) {
                    format!("{key}[{index}]")
                } else {
                    format!("{key}[]")
                };
                push_nested(pairs, &key, item.get())?;
            }
        }
        Some(b'"') => pairs.push((key.to_owned(), parse(json)?)),
        Some(b'n') => pairs.push((key.to_owned(), String::new())),
        Some(_) | None => pairs.push((key.to_owned(), plain(json.trim()))),
    }
    Ok(())
}

/// Returns a number or a boolean as text. A number with a fraction is written as in a parameter that is a number by itself.
fn plain(json: &str) -> String {
    let float = json.contains(['.', 'e', 'E']).then(|| json.parse::<f64>());
    match float {
        Some(Ok(float)) if float.is_finite() => float.to_string(),
        Some(_) | None => json.to_owned(),
    }
}

/// Parses JSON. The error does not contain it.
fn parse<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|_| "it is not valid JSON".to_owned())
}

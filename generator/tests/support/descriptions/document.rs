//! YAML documents of a description. They are JSON, with an entry on each line, so that a line leads to its entry.

use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write as _};

/// Files of a description by their paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents(pub BTreeMap<String, Value>);

/// Place of an entry in a document: keys, and indices of lists as text.
pub type Place = Vec<String>;

impl Documents {
    /// Returns the files with their text.
    pub fn files(&self) -> impl Iterator<Item = (&String, String)> {
        self.0
            .iter()
            .map(|(path, document)| (path, text(document).0))
    }

    /// Returns the entry on each line of a file.
    pub fn places(&self, path: &str) -> Vec<Place> {
        self.0
            .get(path)
            .map_or_else(Vec::new, |document| text(document).1)
    }

    /// Removes an entry. Returns `false` if there is none.
    pub fn remove(&mut self, path: &str, place: &[String]) -> bool {
        let Some((last, outer)) = place.split_last() else {
            return self.0.remove(path).is_some();
        };
        let document = self.0.get_mut(path);
        let inner = outer.iter().try_fold(document, |value, key| {
            Some(match value? {
                Value::Object(entries) => entries.get_mut(key),
                Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
            })
        });
        match inner.flatten() {
            Some(Value::Object(entries)) => entries.shift_remove(last).is_some(),
            Some(Value::Array(items)) => {
                let index = last.parse().ok().filter(|index| *index < items.len());
                index.map(|index| items.remove(index)).is_some()
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
                false
            }
        }
    }
}

/// Returns the text of a document, and the place of the entry on each line.
fn text(document: &Value) -> (String, Vec<Place>) {
    let (mut text, mut places) = (String::new(), vec![Vec::new()]);
    write(document, &Vec::new(), &mut text, &mut places);
    text.push('\n');
    (text, places)
}

fn write(value: &Value, place: &Place, text: &mut String, places: &mut Vec<Place>) {
    let (open, close, entries): (_, _, Vec<(Option<&String>, &Value)>) = match value {
        Value::Object(entries) => (
            '{',
            '}',
            entries
                .iter()
                .map(|(key, value)| (Some(key), value))
                .collect(),
        ),
        Value::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let _ = write!(text, "{value}");
            return;
        }
    };
    text.push(open);
    for (index, (key, value)) in entries.iter().enumerate() {
        let mut inner = place.clone();
        inner.push(key.map_or_else(|| index.to_string(), |key| (*key).clone()));
        start_line(text, inner.len());
        places.push(inner.clone());
        if let Some(key) = key {
            let _ = write!(text, "{}: ", Value::String((*key).clone()));
        }
        write(value, &inner, text, places);
        text.push_str(if index + 1 < entries.len() { "," } else { "" });
    }
    if !entries.is_empty() {
        start_line(text, place.len());
        places.push(place.clone());
    }
    text.push(close);
}

fn start_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

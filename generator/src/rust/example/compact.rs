//! JSON for readers: objects and lists are on one line if they fit.

use serde_json::Value;

/// Maximum width of a line.
const WIDTH: usize = 84;

/// Number of spaces for each level.
const STEP: usize = 2;

/// Returns a value as text.
pub(super) fn text(json: &Value) -> String {
    let mut text = String::new();
    write(json, 0, 0, &mut text);
    text
}

/// Writes a value. `before` is the width of the text on its line.
fn write(json: &Value, indent: usize, before: usize, text: &mut String) {
    let line = line(json);
    let items: Vec<_> = match json {
        Value::Array(items) => items.iter().map(|item| (None, item)).collect(),
        Value::Object(entries) => entries
            .iter()
            .map(|(key, value)| (Some(key), value))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    if items.is_empty() || before + line.chars().count() <= WIDTH {
        text.push_str(&line);
        return;
    }
    let (open, close) = if json.is_array() {
        ('[', ']')
    } else {
        ('{', '}')
    };
    let inner = indent + STEP;
    text.push(open);
    for (number, (key, value)) in items.iter().enumerate() {
        let comma = if number == 0 { "" } else { "," };
        let key = key.map(|key| format!("{}: ", Value::from(key.as_str())));
        let start = format!("{:inner$}{}", "", key.unwrap_or_default());
        text.push_str(comma);
        text.push('\n');
        text.push_str(&start);
        write(value, inner, start.chars().count(), text);
    }
    text.push('\n');
    text.push_str(&" ".repeat(indent));
    text.push(close);
}

/// Returns a value on one line.
fn line(json: &Value) -> String {
    match json {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(entries) if !entries.is_empty() => {
            let entries = entries.iter();
            let entries = entries
                .map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), line(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            json.to_string()
        }
    }
}

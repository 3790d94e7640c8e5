//! Streams of events in wire tests, as the rules of the API say.

use crate::model::{Events, Lines, NameTag, is_error};
use serde_json::Value;
use std::fmt::Write as _;

/// Returns a stream with an event, with heartbeats before it, and more behind the event that ends the stream; `None` if the
/// event would not be an item under the rules of the API.
pub(super) fn text(events: &Events, item: &Value) -> Option<String> {
    let rules = &events.rules;
    let (name, data) = match &rules.tag {
        Some(tag) => split(tag, item.clone()),
        None => (None, item.clone()),
    };
    let named = name.as_deref().unwrap_or("message");
    let is_text = rules.is_text(named);
    let has_failed = !is_text && is_error(&data, &rules.error_field);
    let data = match data {
        Value::String(text) if is_text => text,
        data => data.to_string(),
    };
    let mut others = events.housekeeping.iter().chain(&rules.errors);
    let is_other = others.any(|other| other == named)
        || rules.heartbeats.contains(&data)
        || rules.done.as_ref() == Some(&data);
    if has_failed || is_other || data.contains('\r') {
        return None;
    }
    let mut text = String::new();
    for heartbeat in &rules.heartbeats {
        push(&mut text, None, heartbeat);
    }
    push(&mut text, name.as_deref(), &data);
    if let Some(done) = &rules.done {
        push(&mut text, None, done);
        push(&mut text, None, "behind the end");
    }
    Some(text)
}

/// Returns the body with a line; `None` if the line would not be an item.
pub(super) fn line(lines: &Lines, item: &Value) -> Option<String> {
    let line = match item {
        Value::String(text) if lines.is_text => text.clone(),
        item => item.to_string(),
    };
    let is_blank = line.trim_ascii().is_empty();
    let has_failed = !lines.is_text && is_error(item, &lines.error_field);
    (!is_blank && !has_failed && !line.contains(['\r', '\n'])).then_some(line)
}

/// Splits an item into its tag and the data without it.
fn split(tag: &NameTag, mut item: Value) -> (Option<String>, Value) {
    let Some(entries) = item.as_object_mut() else {
        return (None, item);
    };
    let Some(Value::String(name)) = entries.remove(&tag.key) else {
        return (None, item);
    };
    let keyed = tag.keyed.iter().find(|(tag, _)| *tag == name);
    let value = keyed.and_then(|(_, key)| entries.remove(key));
    (Some(name), value.unwrap_or(item))
}

fn push(text: &mut String, name: Option<&str>, data: &str) {
    if let Some(name) = name {
        let _ = writeln!(text, "event: {name}");
    }
    for line in data.split('\n') {
        let _ = writeln!(text, "data: {line}");
    }
    text.push('\n');
}

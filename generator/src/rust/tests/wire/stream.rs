//! Streams of events in wire tests, as the rules of the API say.

use crate::model::{EventRules, NameTag};
use serde_json::Value;
use std::fmt::Write as _;

/// Returns a stream with an event, with heartbeats before it, and more behind the event that ends the stream.
pub(super) fn text(rules: &EventRules, item: &Value) -> String {
    let mut text = String::new();
    for heartbeat in &rules.heartbeats {
        push(&mut text, None, heartbeat);
    }
    let (name, data) = match &rules.tag {
        Some(tag) => split(tag, item.clone()),
        None => (None, item.clone()),
    };
    let is_text = rules.is_text(name.as_deref().unwrap_or("message"));
    let data = match data {
        Value::String(text) if is_text => text,
        data => data.to_string(),
    };
    push(&mut text, name.as_deref(), &data);
    if let Some(done) = &rules.done {
        push(&mut text, None, done);
        push(&mut text, None, "behind the end");
    }
    text
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

//! Rules for events that are not simply JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::value::RawValue;

use crate::runtime::events::parser::ServerEvent;
use crate::runtime::events::shape::{EventMeaning, EventRules};
use crate::runtime::json::error_body::read_error_body;

/// Rules for the events of a method.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Data of the event that ends the stream.
    pub done: Option<&'static str>,
    /// Data of events that only keep the connection open.
    pub heartbeats: &'static [&'static str],
    /// Names of events that end the stream with an error.
    pub errors: &'static [&'static str],
    /// Path of a value whose presence makes an event an error; empty if there is none.
    pub error_field: &'static [&'static str],
    /// Events whose data is text, and not JSON.
    pub texts: Texts,
    /// Tag that is the name of the event.
    pub tag: Option<NameTag>,
}

/// Events whose data is text, and not JSON.
#[derive(Clone, Copy, Debug)]
pub enum Texts {
    /// All events.
    All,
    /// Events with these names.
    Named(&'static [&'static str]),
}

/// Tag of a union that is the name of the event, and not part of its data.
#[derive(Clone, Copy, Debug)]
pub struct NameTag {
    /// Key of the tag.
    pub key: &'static str,
    /// Tags of the variants that are a value of their own, with the keys of the values.
    pub keyed: &'static [(&'static str, &'static str)],
}

impl Rules {
    /// Returns `true` if the data of the event is text.
    fn is_text(&self, name: &str) -> bool {
        match self.texts {
            Texts::All => true,
            Texts::Named(names) => names.contains(&name),
        }
    }
}

impl EventRules for Rules {
    fn meaning(&self, event: &ServerEvent) -> EventMeaning {
        let (name, data) = (event.name.as_str(), event.data.as_str());
        if self.heartbeats.contains(&data) {
            EventMeaning::Housekeeping
        } else if self.done == Some(data) {
            EventMeaning::End
        } else if self.errors.contains(&name)
            || !self.is_text(name) && has_value(data, self.error_field)
        {
            EventMeaning::Error
        } else {
            EventMeaning::Item
        }
    }

    fn json<'a>(&self, event: &'a ServerEvent) -> Cow<'a, str> {
        let data = if self.is_text(&event.name) {
            Cow::Owned(quoted(&event.data))
        } else {
            Cow::Borrowed(event.data.as_str())
        };
        match self.tag {
            Some(tag) => tag.add(&event.name, data),
            None => data,
        }
    }

    #[cfg(feature = "testing")]
    fn event(&self, item: serde_json::Value) -> (Option<String>, String) {
        let (name, data) = match self.tag {
            Some(tag) => tag.remove(item),
            None => (None, item),
        };
        let is_text = self.is_text(name.as_deref().unwrap_or("message"));
        let data = match data {
            serde_json::Value::String(text) if is_text => text,
            data => data.to_string(),
        };
        (name, data)
    }

    #[cfg(feature = "testing")]
    fn done(&self) -> Option<&'static str> {
        self.done
    }
}

impl NameTag {
    /// Adds the tag to JSON data. Data that is no object, and not that of a variant with a value, stays as it is.
    fn add<'a>(&self, name: &str, data: Cow<'a, str>) -> Cow<'a, str> {
        let tag = format!("{}:{}", quoted(self.key), quoted(name));
        if data.trim().is_empty() {
            return Cow::Owned(format!("{{{tag}}}"));
        }
        if let Some((_, key)) = self.keyed.iter().find(|(tag, _)| *tag == name) {
            return Cow::Owned(format!("{{{tag},{}:{data}}}", quoted(key)));
        }
        match data.trim_start().strip_prefix('{') {
            Some(rest) if !self.is_in(&data) => {
                let comma = if rest.trim_start().starts_with('}') {
                    ""
                } else {
                    ","
                };
                Cow::Owned(format!("{{{tag}{comma}{rest}"))
            }
            Some(_) | None => data,
        }
    }

    /// Returns `true` if an object has the tag itself.
    fn is_in(&self, object: &str) -> bool {
        let entries = || serde_json::from_str::<BTreeMap<Cow<'_, str>, &RawValue>>(object);
        object.contains(self.key) && entries().is_ok_and(|entries| entries.contains_key(self.key))
    }

    /// Splits a value into its tag and the data without it.
    #[cfg(feature = "testing")]
    fn remove(&self, mut item: serde_json::Value) -> (Option<String>, serde_json::Value) {
        let Some(entries) = item.as_object_mut() else {
            return (None, item);
        };
        let Some(serde_json::Value::String(name)) = entries.remove(self.key) else {
            return (None, item);
        };
        let keyed = self.keyed.iter().find(|(tag, _)| *tag == name);
        let value = keyed.and_then(|(_, key)| entries.remove(*key));
        (Some(name), value.unwrap_or(item))
    }
}

/// Returns `true` if JSON has a value other than `null` at a path.
fn has_value(json: &str, path: &[&str]) -> bool {
    let may_have = path.last().is_some_and(|key| json.contains(key));
    may_have
        && read_error_body(&Bytes::copy_from_slice(json.as_bytes()))
            .is_some_and(|json| json.get(path).is_some())
}

/// Returns a text as JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

//! Streams of events.

use super::types::Type;
use serde_json::Value as Json;

/// A stream of events.
#[derive(Debug)]
pub struct Events {
    /// Type of an event.
    pub item: Type,
    /// Names of events that are not decoded.
    pub housekeeping: Vec<String>,
    /// Rules for events that are not simply JSON.
    pub rules: EventRules,
}

/// A stream of lines.
#[derive(Debug)]
pub struct Lines {
    /// Type of a line.
    pub item: Type,
    /// Whether the lines are text, and not JSON.
    pub is_text: bool,
    /// Path of a value whose presence makes a line an error; empty if there is none.
    pub error_field: Vec<String>,
}

/// Rules for events that are not simply JSON.
#[derive(Clone, Debug, Default)]
pub struct EventRules {
    /// Data of the event that ends the stream.
    pub done: Option<String>,
    /// Data of events that only keep the connection open.
    pub heartbeats: Vec<String>,
    /// Names of events that are errors.
    pub errors: Vec<String>,
    /// Path of a value whose presence makes an event an error; empty if there is none.
    pub error_field: Vec<String>,
    /// Events whose data is text.
    pub texts: EventTexts,
    /// Tag that is the name of the event.
    pub tag: Option<NameTag>,
}

/// Events whose data is text, and not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventTexts {
    /// All events.
    All,
    /// Events with these names.
    Named(Vec<String>),
}

impl Default for EventTexts {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

/// Tag of a union that is the name of the event, and not part of its data.
#[derive(Clone, Debug)]
pub struct NameTag {
    /// Key of the tag.
    pub key: String,
    /// Tags of the variants that are a value of their own, with the keys of the values.
    pub keyed: Vec<(String, String)>,
}

impl EventRules {
    /// Returns `true` if the data of every event is JSON and stands for an item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_none()
            && self.heartbeats.is_empty()
            && self.errors.is_empty()
            && self.error_field.is_empty()
            && self.texts == EventTexts::default()
            && self.tag.is_none()
    }

    /// Returns `true` if the data of events with the name is text.
    #[must_use]
    pub fn is_text(&self, name: &str) -> bool {
        match &self.texts {
            EventTexts::All => true,
            EventTexts::Named(names) => names.iter().any(|text| text == name),
        }
    }
}

/// Returns `true` if an item of a stream is an error: it has a value other than `null` at the path in `error_field`.
#[must_use]
pub fn is_error(item: &Json, error_field: &[String]) -> bool {
    let mut keys = error_field.iter();
    let found = keys.try_fold(item, |value, key| value.get(key));
    !error_field.is_empty() && found.is_some_and(|value| !value.is_null())
}

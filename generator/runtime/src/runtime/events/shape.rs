//! Descriptions of the events of methods.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::events::parser::ServerEvent;

/// Description of a method's events.
#[derive(Debug)]
pub struct EventShape {
    /// Names of housekeeping events, which are not decoded. Their ids are recorded.
    pub housekeeping: &'static [&'static str],
    /// Rules for events that are not simply JSON.
    pub rules: Option<&'static dyn EventRules>,
}

/// Meaning of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventMeaning {
    /// It has data.
    Item,
    /// It only keeps the connection open.
    Housekeeping,
    /// It ends the stream.
    End,
    /// It ends the stream with an error.
    Error,
}

/// Rules for events that are not simply JSON.
pub trait EventRules: fmt::Debug + Sync {
    /// Returns the meaning of an event.
    fn meaning(&self, event: &ServerEvent) -> EventMeaning;

    /// Returns the data of an event as JSON.
    fn json<'a>(&self, event: &'a ServerEvent) -> Cow<'a, str>;

    /// Returns the name and the data of the event with an item.
    #[cfg(feature = "testing")]
    fn event(&self, item: serde_json::Value) -> (Option<String>, String);

    /// Returns the data of the event that ends a stream.
    #[cfg(feature = "testing")]
    fn done(&self) -> Option<&'static str>;
}

impl EventShape {
    /// Returns the meaning of an event.
    pub(crate) fn meaning(&self, event: &ServerEvent) -> EventMeaning {
        if self.housekeeping.contains(&event.name.as_str()) {
            return EventMeaning::Housekeeping;
        }
        self.rules
            .map_or(EventMeaning::Item, |rules| rules.meaning(event))
    }

    /// Returns the data of an event as JSON.
    pub(crate) fn json<'a>(&self, event: &'a ServerEvent) -> Cow<'a, str> {
        match self.rules {
            Some(rules) => rules.json(event),
            None => Cow::Borrowed(&event.data),
        }
    }
}

//! Replies of methods that return streams of events.
#![allow(
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use std::fmt::Write as _;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use crate::runtime::events::shape::{EventRules, EventShape};
use crate::runtime::testing::canned_reply::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;
use crate::runtime::text::media_types::EVENT_STREAM;

/// Marker for a method that returns a stream of events.
#[derive(Clone, Copy, Debug)]
pub struct Events<T> {
    shape: &'static EventShape,
    item: PhantomData<fn() -> T>,
}

impl Server {
    /// Prepares replies of a method that returns a stream of events.
    #[must_use]
    pub fn on_events<T: Serialize>(
        &self,
        route: &'static Route,
        shape: &'static EventShape,
    ) -> On<Events<T>> {
        let item = PhantomData;
        self.on(Target::Operation(route.name), Events { shape, item })
    }
}

impl<T: Serialize> On<Events<T>> {
    /// Replies with events and their ids, and a clean end. The event that ends the stream, if the API has one, is added.
    /// After [`cut_short`](Self::cut_short), the connection breaks
    /// after the last event instead, and the client reconnects, which takes the next reply.
    ///
    /// # Panics
    /// Panics if an id contains a line break.
    pub fn reply_events(self, events: impl IntoIterator<Item = (impl Into<String>, T)>) -> Self {
        let mut text = String::new();
        for (id, event) in events {
            let id = id.into();
            assert!(
                !id.contains(['\n', '\r']),
                "the id {id:?} contains a line break"
            );
            let (name, data) = self.written(to_json(&event));
            let _ = writeln!(text, "id: {id}");
            if let Some(name) = name {
                let _ = writeln!(text, "event: {name}");
            }
            push_data(&mut text, &data);
        }
        let length = text.len();
        let done = self.kind.shape.rules.and_then(EventRules::done);
        if let Some(done) = done {
            push_data(&mut text, done);
        }
        let mut reply = CannedReply::new(StatusCode::OK, Bytes::from(text));
        reply.cut_at = Some(length);
        self.push(reply.with_media_type(EVENT_STREAM))
    }

    /// Returns the name and the data of the event with an item.
    fn written(&self, item: Value) -> (Option<String>, String) {
        match self.kind.shape.rules {
            Some(rules) => rules.event(item),
            None => (None, item.to_string()),
        }
    }
}

/// Adds the data of an event, and the empty line at its end.
fn push_data(text: &mut String, data: &str) {
    for line in data.split('\n') {
        let _ = writeln!(text, "data: {line}");
    }
    text.push('\n');
}

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

use crate::runtime::testing::canned_reply::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;

/// Marker for a method that returns a stream of events.
#[derive(Clone, Copy, Debug)]
pub struct Events<T>(PhantomData<fn() -> T>);

impl Server {
    /// Prepares replies of a method that returns a stream of events.
    #[must_use]
    pub fn on_events<T: Serialize>(&self, route: &'static Route) -> On<Events<T>> {
        self.on(Target::Operation(route.name), Events(PhantomData))
    }
}

impl<T: Serialize> On<Events<T>> {
    /// Replies with events and their ids, and a clean end. After [`cut_short`](Self::cut_short), the connection breaks
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
            let _ = write!(text, "id: {id}\ndata: {}\n\n", to_json(&event));
        }
        let answer = CannedReply::new(StatusCode::OK, Bytes::from(text));
        self.push(answer.with_type("text/event-stream"))
    }
}

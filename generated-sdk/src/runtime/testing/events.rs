//! Optional: needed by an API with streams of events, for those who test against it.
#![allow(
    clippy::return_self_not_must_use,
    reason = "a reply is prepared by the call itself; what is returned serves to prepare another one"
)]

use std::fmt::Write as _;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;

use crate::runtime::testing::answer::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::{Server, Target};

/// Stands for a method that returns a stream of events.
#[derive(Clone, Copy, Debug)]
pub struct Events<T>(PhantomData<fn() -> T>);

impl Server {
    /// Prepares what a method returns that returns a stream of events.
    #[must_use]
    pub fn on_events<T: Serialize>(&self, route: &'static Route) -> On<Events<T>> {
        self.on(Target::Operation(route.name), Events(PhantomData))
    }
}

impl<T: Serialize> On<Events<T>> {
    /// Replies with events, each with its id, and a clean end. With [`cut_short`](Self::cut_short) the connection
    /// breaks behind the last one, and the client connects again: that is the next reply.
    ///
    /// # Panics
    /// If an id has a line break.
    pub fn reply_events(self, events: impl IntoIterator<Item = (impl Into<String>, T)>) -> Self {
        let mut text = String::new();
        for (id, event) in events {
            let id = id.into();
            assert!(!id.contains(['\n', '\r']), "the id {id:?} has a line break");
            let _ = write!(text, "id: {id}\ndata: {}\n\n", to_json(&event));
        }
        let answer = CannedReply::new(StatusCode::OK, Bytes::from(text));
        self.push(answer.with_type("text/event-stream"))
    }
}

//! Replies of methods that return streams of lines.
#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use std::fmt::Write as _;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use crate::runtime::lines::stream::LineShape;
use crate::runtime::testing::canned_reply::{CannedReply, to_json};
use crate::runtime::testing::on::On;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;
use crate::runtime::text::media_types::{JSON_LINES, UTF_8_TEXT};

/// Marker for a method that returns a stream of lines.
#[derive(Clone, Copy, Debug)]
pub struct Lines<T> {
    shape: &'static LineShape,
    item: PhantomData<fn() -> T>,
}

impl Server {
    /// Prepares replies of a method that returns a stream of lines.
    #[must_use]
    pub fn on_lines<T: Serialize>(
        &self,
        route: &'static Route,
        shape: &'static LineShape,
    ) -> On<Lines<T>> {
        let item = PhantomData;
        self.on(Target::Operation(route.name), Lines { shape, item })
    }
}

impl<T: Serialize> On<Lines<T>> {
    /// Replies with lines. After [`cut_short`](Self::cut_short), the connection breaks in the middle of them.
    pub fn reply_lines(self, lines: impl IntoIterator<Item = T>) -> Self {
        let mut text = String::new();
        for line in lines {
            let _ = match to_json(&line) {
                Value::String(line) if self.kind.shape.is_text => writeln!(text, "{line}"),
                line => writeln!(text, "{line}"),
            };
        }
        let reply = CannedReply::new(StatusCode::OK, Bytes::from(text));
        let media_type = if self.kind.shape.is_text {
            UTF_8_TEXT
        } else {
            JSON_LINES
        };
        self.push(reply.with_media_type(media_type))
    }
}

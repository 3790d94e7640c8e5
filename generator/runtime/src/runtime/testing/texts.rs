//! Replies of methods that return text.
#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use bytes::Bytes;
use http::StatusCode;

use crate::runtime::testing::canned_reply::CannedReply;
use crate::runtime::testing::on::On;
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;
use crate::runtime::text::media_types::UTF_8_TEXT;

/// Marker for a method that returns text.
#[derive(Clone, Copy, Debug)]
pub struct ReturnsText;

impl Server {
    /// Prepares replies of a method that returns text.
    #[must_use]
    pub fn on_text(&self, route: &'static Route) -> On<ReturnsText> {
        self.on(Target::Operation(route.name), ReturnsText)
    }
}

impl On<ReturnsText> {
    /// Replies with a text.
    pub fn reply(self, text: impl Into<String>) -> Self {
        let reply = CannedReply::new(StatusCode::OK, Bytes::from(text.into()));
        self.push(reply.with_media_type(UTF_8_TEXT))
    }
}

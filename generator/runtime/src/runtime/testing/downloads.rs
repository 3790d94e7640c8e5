//! Replies of methods that return downloads.
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
use crate::runtime::text::media_types::OCTET_STREAM;

/// Marker for a method that returns a download.
#[derive(Clone, Copy, Debug)]
pub struct ReturnsDownload;

impl Server {
    /// Prepares replies of a method that returns a download.
    #[must_use]
    pub fn on_download(&self, route: &'static Route) -> On<ReturnsDownload> {
        self.on(Target::Operation(route.name), ReturnsDownload)
    }
}

impl On<ReturnsDownload> {
    /// Replies with the content of a file. [`header`](Self::header) sets its type, or a name in `content-disposition`.
    pub fn reply(self, content: impl Into<Bytes>) -> Self {
        let reply = CannedReply::new(StatusCode::OK, content.into());
        self.push(reply.with_media_type(OCTET_STREAM))
    }
}

//! Replies of methods that return the location of a redirect.
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

/// Marker for a method that returns the location of a redirect.
#[derive(Clone, Copy, Debug)]
pub struct ReturnsRedirect;

impl Server {
    /// Prepares replies of a method that returns the location of a redirect.
    #[must_use]
    pub fn on_redirect(&self, route: &'static Route) -> On<ReturnsRedirect> {
        self.on(Target::Operation(route.name), ReturnsRedirect)
    }
}

impl On<ReturnsRedirect> {
    /// Replies with the status 302 (Found) and a location.
    ///
    /// # Panics
    /// Panics if the location is not allowed in a header.
    pub fn reply(self, location: &str) -> Self {
        let reply = CannedReply::new(StatusCode::FOUND, Bytes::new());
        self.push(reply).header("location", location)
    }
}

//! Preparation of replies.
#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "the call itself prepares the reply; the returned value is only needed to prepare another one"
)]

use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use serde::Serialize;

use crate::runtime::testing::canned_reply::{CannedReply, Fault};
use crate::runtime::testing::replies::Target;
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::Server;
use crate::runtime::text::media_types::EVENT_STREAM;

/// Prepared replies of one method. `K` is the kind of response, which determines the possible replies.
///
/// Each reply is used once, in the order of preparation, and the last one repeats. If a fake is installed for the
/// method, the last one does not repeat, and the fake answers after it.
#[derive(Clone, Debug)]
pub struct On<K> {
    pub(crate) server: Server,
    pub(crate) target: Target,
    pub(crate) kind: K,
}

/// Marker for a method that returns a value.
#[derive(Clone, Copy, Debug)]
pub struct ReturnsValue<T>(PhantomData<fn() -> T>);

/// Marker for a method that returns nothing.
#[derive(Clone, Copy, Debug)]
pub struct ReturnsNothing;

impl Server {
    /// Prepares replies of a method that returns a value.
    #[must_use]
    pub fn on_value<T: Serialize>(&self, route: &'static Route) -> On<ReturnsValue<T>> {
        self.on(Target::Operation(route.name), ReturnsValue(PhantomData))
    }

    /// Prepares replies of a method that returns nothing.
    #[must_use]
    pub fn on_nothing(&self, route: &'static Route) -> On<ReturnsNothing> {
        self.on(Target::Operation(route.name), ReturnsNothing)
    }

    /// Prepares replies of an endpoint that is not in the API description.
    #[must_use]
    pub fn on_path(&self, method: Method, path: String) -> On<ReturnsValue<serde_json::Value>> {
        self.on(Target::Path(method, path), ReturnsValue(PhantomData))
    }

    /// Prepares replies for a target.
    pub(crate) fn on<K>(&self, target: Target, kind: K) -> On<K> {
        let server = self.clone();
        On {
            server,
            target,
            kind,
        }
    }
}

impl<T: Serialize> On<ReturnsValue<T>> {
    /// Replies with a value.
    pub fn reply(self, value: T) -> Self {
        self.push(CannedReply::json(StatusCode::OK, &value))
    }
}

impl On<ReturnsNothing> {
    /// Replies with success and no content.
    pub fn reply(self) -> Self {
        self.push(CannedReply::new(StatusCode::NO_CONTENT, Bytes::new()))
    }
}

impl<K> On<K> {
    /// Replies with a status and a body in the shape of the API's errors.
    ///
    /// # Panics
    /// Panics if the status is not a valid HTTP status.
    pub fn status(self, status: u16) -> Self {
        let status = status_code(status);
        let message = status.canonical_reason().unwrap_or("no success");
        let reply = CannedReply::error(self.server.api(), status, message);
        self.push(reply)
    }

    /// Replies with a status and a JSON body.
    ///
    /// # Panics
    /// Panics if the status is not a valid HTTP status.
    pub fn error(self, status: u16, body: impl Serialize) -> Self {
        self.push(CannedReply::json(status_code(status), &body))
    }

    /// Replies with a status and any body, for example one that is not valid JSON.
    ///
    /// # Panics
    /// Panics if the status is not a valid HTTP status.
    pub fn reply_raw(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.push(CannedReply::new(status_code(status), body.into()))
    }

    /// Breaks the connection before the response, so that the server may have processed the request.
    pub fn drop_connection(self) -> Self {
        self.push(CannedReply::failing(Fault::Dropped))
    }

    /// Refuses the connection, so that the server has not processed the request.
    pub fn refuse_connection(self) -> Self {
        self.push(CannedReply::failing(Fault::Refused))
    }

    /// Sets a header of the reply that was prepared last.
    ///
    /// # Panics
    /// Panics if the name or the value is not valid, or if there is no reply yet.
    pub fn header(self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
        let (Ok(name), Ok(value)) = (name.try_into(), value.try_into()) else {
            panic!("a header of the reply for {} is not valid", self.target);
        };
        self.change(|reply| {
            reply.headers.insert(name, value);
        })
    }

    /// Delays the reply that was prepared last. The delay is measured by the clock of `tokio`, which tests can pause.
    ///
    /// # Panics
    /// Panics if there is no reply yet.
    pub fn delay(self, delay: Duration) -> Self {
        self.change(|reply| reply.delay = delay)
    }

    /// Breaks the connection in the middle of the body of the reply that was prepared last. In a stream of events, the
    /// connection breaks after the last event.
    ///
    /// # Panics
    /// Panics if there is no reply yet.
    pub fn cut_short(self) -> Self {
        self.change(|reply| {
            let is_stream = reply
                .headers
                .get("content-type")
                .is_some_and(|media_type| media_type == EVENT_STREAM);
            let length = reply.body.len();
            let default = if is_stream { length } else { length / 2 };
            reply.fault = Some(Fault::CutAt(reply.cut_at.unwrap_or(default)));
        })
    }

    /// Uses the reply that was prepared last `times` times.
    ///
    /// # Panics
    /// Panics if `times` is zero, or if there is no reply yet.
    pub fn times(self, times: usize) -> Self {
        assert!(times > 0, "`times` must be at least 1");
        self.server.change(&self.target, |replies| {
            let last = replies.back().cloned();
            replies.extend(last.into_iter().cycle().take(times - 1));
        });
        self
    }

    /// Returns the requests of the method that were received, in order, including retries.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.server.received(&self.target)
    }

    /// Adds a reply.
    pub(crate) fn push(self, reply: CannedReply) -> Self {
        self.server.push(&self.target, reply);
        self
    }

    /// Changes the last reply.
    fn change(self, change: impl FnOnce(&mut CannedReply)) -> Self {
        self.server.change(&self.target, |replies| {
            if let Some(last) = replies.back_mut() {
                change(last);
            }
        });
        self
    }
}

/// Parses a status.
pub(crate) fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} is not a valid HTTP status"))
}

//! What a test prepares for one method.
#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "a reply is prepared by the call itself; what is returned serves to prepare another one"
)]

use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use serde::Serialize;

use crate::runtime::testing::answer::{CannedReply, Fault};
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::Route;
use crate::runtime::testing::server::{Server, Target};

/// Prepares the replies of one method. `K` says what the method returns, and thereby what it can be replied with.
///
/// Replies are used up in the order in which they are prepared, and the last one stays. Where a fake answers the
/// method, all of them are used up, and the fake goes on.
#[derive(Clone, Debug)]
pub struct On<K> {
    pub(crate) server: Server,
    pub(crate) target: Target,
    pub(crate) kind: K,
}

/// Stands for a method that returns a value.
#[derive(Clone, Copy, Debug)]
pub struct Value<T>(PhantomData<fn() -> T>);

/// Stands for a method that returns nothing.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Server {
    /// Prepares what a method returns that returns a value.
    #[must_use]
    pub fn on_value<T: Serialize>(&self, route: &'static Route) -> On<Value<T>> {
        self.on(Target::Operation(route.name), Value(PhantomData))
    }

    /// Prepares how a method ends that returns nothing.
    #[must_use]
    pub fn on_nothing(&self, route: &'static Route) -> On<Nothing> {
        self.on(Target::Operation(route.name), Nothing)
    }

    /// Prepares what an endpoint returns that the description does not know.
    #[must_use]
    pub fn on_path(&self, method: Method, path: String) -> On<Value<serde_json::Value>> {
        self.on(Target::Path(method, path), Value(PhantomData))
    }

    /// Prepares replies.
    pub(crate) fn on<K>(&self, target: Target, kind: K) -> On<K> {
        let server = self.clone();
        On {
            server,
            target,
            kind,
        }
    }
}

impl<T: Serialize> On<Value<T>> {
    /// Replies with a value.
    pub fn reply(self, value: T) -> Self {
        self.push(CannedReply::json(StatusCode::OK, &value))
    }
}

impl On<Nothing> {
    /// Replies that it is done.
    pub fn reply(self) -> Self {
        self.push(CannedReply::new(StatusCode::NO_CONTENT, Bytes::new()))
    }
}

impl<K> On<K> {
    /// Replies with a status and the API's shape of an error.
    ///
    /// # Panics
    /// If it is no status.
    pub fn status(self, status: u16) -> Self {
        let status = status_code(status);
        let message = status.canonical_reason().unwrap_or("no success");
        let answer = CannedReply::error(self.server.api(), status, message);
        self.push(answer)
    }

    /// Replies with a status and a body of JSON.
    ///
    /// # Panics
    /// If it is no status.
    pub fn error(self, status: u16, body: impl Serialize) -> Self {
        self.push(CannedReply::json(status_code(status), &body))
    }

    /// Replies with a status and any body, such as what no API should send.
    ///
    /// # Panics
    /// If it is no status.
    pub fn reply_raw(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.push(CannedReply::new(status_code(status), body.into()))
    }

    /// Breaks the connection before the reply: the request may have been done.
    pub fn drop_connection(self) -> Self {
        self.push(CannedReply::failing(Fault::Dropped))
    }

    /// Lets no connection be made: the request was surely not done.
    pub fn refuse_connection(self) -> Self {
        self.push(CannedReply::failing(Fault::Refused))
    }

    /// Adds a header to the reply that was prepared last, or replaces it.
    ///
    /// # Panics
    /// If it is no header, or there is no reply yet.
    pub fn header(self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) -> Self {
        let (Ok(name), Ok(value)) = (name.try_into(), value.try_into()) else {
            panic!("a header of the reply for {} is not valid", self.target);
        };
        self.change(|answer| {
            answer.headers.insert(name, value);
        })
    }

    /// Lets the reply that was prepared last wait, by the clock of `tokio`, which tests may pause.
    ///
    /// # Panics
    /// If there is no reply yet.
    pub fn delay(self, delay: Duration) -> Self {
        self.change(|answer| answer.delay = delay)
    }

    /// Breaks the connection in the middle of the body of the reply that was prepared last; behind the last event, if
    /// it is a stream of them.
    ///
    /// # Panics
    /// If there is no reply yet.
    pub fn cut_short(self) -> Self {
        self.change(|answer| {
            let is_stream = answer
                .headers
                .get("content-type")
                .is_some_and(|found| found == "text/event-stream");
            let length = answer.body.len();
            answer.fault = Some(Fault::CutAt(if is_stream { length } else { length / 2 }));
        })
    }

    /// Gives the reply that was prepared last so many times.
    ///
    /// # Panics
    /// If it is no time at all, or there is no reply yet.
    pub fn times(self, times: usize) -> Self {
        assert!(times > 0, "a reply is given at least once");
        self.server.change(&self.target, |answers| {
            let last = answers.back().cloned();
            answers.extend(last.into_iter().cycle().take(times - 1));
        });
        self
    }

    /// The requests of the method that have arrived, in order, with those of retries.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.server.received(&self.target)
    }

    /// Adds a reply.
    pub(crate) fn push(self, answer: CannedReply) -> Self {
        self.server.push(&self.target, answer);
        self
    }

    /// Changes the last reply.
    fn change(self, change: impl FnOnce(&mut CannedReply)) -> Self {
        self.server.change(&self.target, |answers| {
            if let Some(last) = answers.back_mut() {
                change(last);
            }
        });
        self
    }
}

/// A status that a test asks for.
fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} is no status of HTTP"))
}

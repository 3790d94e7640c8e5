//! Test server within the process: a transport that returns prepared replies and checks requests.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::HeaderValue;

use crate::runtime::config::api::Api;
use crate::runtime::testing::canned_reply::CannedReply;
use crate::runtime::testing::check::differences;
use crate::runtime::testing::messages::{no_reply, no_route, request_differs};
use crate::runtime::testing::replies::{NextReply, PreparedReplies, Responder, Target};
use crate::runtime::testing::request::Request;
use crate::runtime::testing::route::find;
use crate::runtime::testing::rules::Route;
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::{Transport, TransportFuture};

/// Test server that answers in place of the API. Clones share prepared replies and recorded requests.
#[derive(Clone)]
pub struct Server(Arc<ServerInner>);

/// Data that all clones share.
struct ServerInner {
    api: &'static Api,
    routes: &'static [&'static [&'static Route]],
    state: Mutex<ServerState>,
}

/// Mutable state.
#[derive(Default)]
struct ServerState {
    replies: PreparedReplies,
    requests: Vec<Request>,
}

impl Server {
    /// Creates a server of an API with these routes.
    #[must_use]
    pub fn new(api: &'static Api, routes: &'static [&'static [&'static Route]]) -> Self {
        let state = Mutex::default();
        Self(Arc::new(ServerInner { api, routes, state }))
    }

    /// Returns all requests that were received, in order, including retries.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// Returns the description of the API.
    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    /// Adds a reply after those that are already prepared.
    pub(crate) fn push(&self, target: &Target, reply: CannedReply) {
        self.state().replies.push(target, reply);
    }

    /// Changes the prepared replies of a target.
    ///
    /// # Panics
    /// Panics if there are none.
    pub(crate) fn change(&self, target: &Target, change: impl FnOnce(&mut VecDeque<CannedReply>)) {
        let mut state = self.state();
        let replies = state.replies.replies(target);
        let is_empty = replies.is_empty();
        if !is_empty {
            change(replies);
        }
        drop(state);
        assert!(
            !is_empty,
            "no reply is prepared for {target}: prepare one before changing it"
        );
    }

    /// Installs a fake for a target.
    pub(crate) fn install(&self, target: &Target, fake: Responder) {
        self.state().replies.install(target, fake);
    }

    /// Returns the requests that were received for a target.
    pub(crate) fn received(&self, target: &Target) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_for(target));
        requests
    }

    /// Records and checks a request, and returns its reply. Fails with a message if the request differs from the
    /// description, or if there is no reply.
    fn reply(&self, request: &http::Request<Bytes>) -> Result<CannedReply, String> {
        let mut request = Request::new(request, self.0.api);
        let mut state = self.state();
        let path = Target::Path(request.method.clone(), request.path.clone());
        let target = if state.replies.knows(&path) {
            path
        } else {
            let Some(route) = self.route(&request, &state.replies) else {
                return Err(no_route(&request));
            };
            request.set_route(route);
            Target::Operation(route.name)
        };
        state.requests.push(request.clone());
        let number = state.requests.len();
        if let Some(route) = request.route {
            let differences = differences(self.0.api, route, &request);
            if !differences.is_empty() {
                return Err(request_differs(route, &request, &differences));
            }
        }
        let Some(next) = state.replies.next(&target) else {
            return Err(no_reply(&state.replies, &target, &request));
        };
        drop(state);
        let mut reply = match next {
            NextReply::Prepared(reply) => reply,
            NextReply::Fake(fake) => fake(&request),
        };
        let id = HeaderValue::try_from(format!("testing-{number}"));
        if let (Ok(name), Ok(id)) = (self.0.api.request_id_header.parse(), id) {
            let name: http::HeaderName = name;
            reply.headers.entry(name).or_insert(id);
        }
        Ok(reply)
    }

    /// Returns the route of a request. If several methods have it, the client tells which one was called.
    fn route(&self, request: &Request, replies: &PreparedReplies) -> Option<&'static Route> {
        let found = find(self.0.routes, &request.method, &request.path);
        let called = request.origin.and_then(|origin| {
            let all = self.0.routes.iter().copied().flatten().copied();
            let mut called = all.filter(|route| route.name == origin.operation);
            called
                .find(|route| origin.is_link || found.iter().any(|other| other.name == route.name))
        });
        let is_known = |route: &&Route| replies.knows(&Target::Operation(route.name));
        let known = found.iter().copied().find(is_known);
        called.or(known).or(found.first().copied())
    }

    /// Locks the state. It is consistent even if a test panicked while it held the lock.
    fn state(&self) -> MutexGuard<'_, ServerState> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Server {
    /// # Panics
    /// Panics if the request differs from the API description, or if no reply is prepared for it.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        match self.reply(&request) {
            Ok(reply) => Box::pin(reply.deliver()),
            Err(message) => panic!("{message}"),
        }
    }

    /// Reads the whole body, and answers as [`send`](Self::send) does.
    fn send_streaming(&self, request: http::Request<Body>) -> TransportFuture {
        let server = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.bytes().await.map_err(TransportError::other)?;
            let request = http::Request::from_parts(head, body);
            server.send(request).await
        })
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let prepared: Vec<_> = state.replies.targets().map(Target::to_string).collect();
        f.debug_struct("Server")
            .field("prepared", &prepared)
            .field("requests", &state.requests)
            .finish()
    }
}

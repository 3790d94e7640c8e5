//! Test server within the process: a transport that returns prepared replies and checks requests.

use std::collections::VecDeque;
use std::fmt;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderValue, Method};

use crate::runtime::config::api::Api;
use crate::runtime::testing::answer::CannedReply;
use crate::runtime::testing::check::differences;
use crate::runtime::testing::request::Request;
use crate::runtime::testing::route::find;
use crate::runtime::testing::rules::Route;
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
    prepared: Vec<PreparedReplies>,
    requests: Vec<Request>,
}

/// Prepared replies of one target.
struct PreparedReplies {
    target: Target,
    answers: VecDeque<CannedReply>,
    /// Whether the last reply has been used, and repeats until another one is prepared.
    repeats: bool,
    fake: Option<Responder>,
}

/// Function that answers requests without prepared replies.
pub(crate) type Responder = Arc<dyn Fn(&Request) -> CannedReply + Send + Sync>;

/// Requests that a reply is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Method of the API, by its name.
    Operation(&'static str),
    /// HTTP method and path.
    Path(Method, String),
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
    pub(crate) fn push(&self, target: &Target, answer: CannedReply) {
        let mut state = self.state();
        let prepared = state.prepared(target);
        if std::mem::take(&mut prepared.repeats) {
            prepared.answers.clear();
        }
        prepared.answers.push_back(answer);
    }

    /// Changes the prepared replies of a target.
    ///
    /// # Panics
    /// Panics if there are none.
    pub(crate) fn change(&self, target: &Target, change: impl FnOnce(&mut VecDeque<CannedReply>)) {
        let mut state = self.state();
        let answers = &mut state.prepared(target).answers;
        let is_empty = answers.is_empty();
        if !is_empty {
            change(answers);
        }
        drop(state);
        assert!(
            !is_empty,
            "no reply is prepared for {target}: prepare one before changing it"
        );
    }

    /// Installs a fake for a target.
    pub(crate) fn install(&self, target: &Target, fake: Responder) {
        self.state().prepared(target).fake = Some(fake);
    }

    /// Returns the requests that were received for a target.
    pub(crate) fn received(&self, target: &Target) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_for(target));
        requests
    }

    /// Records and checks a request, and returns its reply. Fails with a message if the request differs from the
    /// description, or if there is no reply.
    fn answer(&self, request: &http::Request<Bytes>) -> Result<CannedReply, String> {
        let mut request = Request::new(request, base_path(self.0.api));
        let mut state = self.state();
        let path = Target::Path(request.method.clone(), request.path.clone());
        let target = if state.knows(&path) {
            path
        } else {
            let found = find(self.0.routes, &request.method, &request.path);
            let known = |route: &&&Route| state.knows(&Target::Operation(route.name));
            let Some(route) = found.iter().find(known).or(found.first()) else {
                return Err(no_route(&request));
            };
            request.operation = Some(route.name);
            request.route = Some(route);
            Target::Operation(route.name)
        };
        state.requests.push(request.clone());
        let number = state.requests.len();
        if let Some(route) = request.route {
            let differences = differences(route, &request);
            if !differences.is_empty() {
                return Err(request_differs(route, &request, &differences));
            }
        }
        let Some(next) = state.next(&target) else {
            return Err(no_reply(&state, &target, &request));
        };
        drop(state);
        let mut answer = match next {
            NextReply::CannedReply(answer) => answer,
            NextReply::Responder(fake) => fake(&request),
        };
        let id = HeaderValue::try_from(format!("testing-{number}"));
        if let (Ok(name), Ok(id)) = (self.0.api.request_id_header.parse(), id) {
            let name: http::HeaderName = name;
            answer.headers.entry(name).or_insert(id);
        }
        Ok(answer)
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
        match self.answer(&request) {
            Ok(answer) => Box::pin(answer.deliver()),
            Err(message) => panic!("{message}"),
        }
    }
}

/// Source of a reply.
enum NextReply {
    CannedReply(CannedReply),
    Responder(Responder),
}

impl ServerState {
    /// Returns the prepared replies of a target.
    fn prepared(&mut self, target: &Target) -> &mut PreparedReplies {
        let known = self.prepared.iter().position(|one| one.target == *target);
        let index = known.unwrap_or_else(|| {
            self.prepared.push(PreparedReplies {
                target: target.clone(),
                answers: VecDeque::new(),
                repeats: false,
                fake: None,
            });
            self.prepared.len() - 1
        });
        &mut self.prepared[index]
    }

    /// Returns `true` if a reply or a fake was ever prepared for a target.
    fn knows(&self, target: &Target) -> bool {
        self.prepared.iter().any(|one| one.target == *target)
    }

    /// Returns the next reply. The last one repeats, unless there is a fake.
    fn next(&mut self, target: &Target) -> Option<NextReply> {
        let prepared = self.prepared.iter_mut().find(|one| one.target == *target)?;
        if prepared.answers.len() == 1 && prepared.fake.is_none() {
            prepared.repeats = true;
            return prepared
                .answers
                .front()
                .cloned()
                .map(NextReply::CannedReply);
        }
        let answer = prepared.answers.pop_front().map(NextReply::CannedReply);
        answer.or_else(|| prepared.fake.clone().map(NextReply::Responder))
    }
}

impl Request {
    /// Returns `true` if the request is for a target.
    fn is_for(&self, target: &Target) -> bool {
        match target {
            Target::Operation(name) => self.operation == Some(name),
            Target::Path(method, path) => self.method == *method && self.path == *path,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(name) => write!(f, "`{name}`"),
            Self::Path(method, path) => write!(f, "`{method} {path}`"),
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let prepared: Vec<_> = state
            .prepared
            .iter()
            .map(|one| one.target.to_string())
            .collect();
        f.debug_struct("Server")
            .field("prepared", &prepared)
            .field("requests", &state.requests)
            .finish()
    }
}

/// Returns the path of the base URL.
fn base_path(api: &Api) -> &'static str {
    let rest = api.base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').map_or("", |start| &rest[start..]);
    path.trim_end_matches('/')
}

/// Returns the message for a request whose route is not in the API description.
fn no_route(request: &Request) -> String {
    let Request { method, path, .. } = request;
    format!(
        "the route is not in the API description\n  sent: {}\n  help: prepare a reply with `server.on(Method::{method}, \"{path}\")`",
        request.line()
    )
}

/// Returns the message for a request that differs from the API description.
fn request_differs(route: &Route, request: &Request, differences: &[String]) -> String {
    let mut message = format!(
        "the request of `{}` differs from the API description",
        route.name
    );
    for difference in differences {
        let _ = write!(message, "\n  - {difference}");
    }
    let _ = write!(
        message,
        "\n  route: {} {}\n  sent: {}",
        route.method,
        route.path,
        request.line()
    );
    if request.has_body {
        let _ = write!(message, "\n  body: {}", request.redacted_body());
    }
    message
}

/// Returns the message for a valid request for which no reply is prepared.
fn no_reply(state: &ServerState, target: &Target, request: &Request) -> String {
    let mut message = format!(
        "no reply is prepared for {target}\n  sent: {}",
        request.line()
    );
    let prepared = state
        .prepared
        .iter()
        .filter(|one| !one.answers.is_empty() || one.fake.is_some());
    let prepared: Vec<_> = prepared.map(|one| one.target.to_string()).collect();
    let prepared = match prepared.as_slice() {
        [] => "nothing".to_owned(),
        targets => targets.join(", "),
    };
    let _ = write!(message, "\n  prepared: {prepared}");
    if let Target::Operation(name) = target {
        let method = name.replace('.', "_");
        let _ = write!(
            message,
            "\n  help: prepare a reply with `server.on_{method}()`"
        );
    }
    message
}

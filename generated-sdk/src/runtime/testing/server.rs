//! An API inside of the test: a transport that answers what the test has prepared, and checks what it is asked.

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

/// What answers in place of the API. Clones share what is prepared and what was received.
#[derive(Clone)]
pub struct Server(Arc<ServerInner>);

/// What clones share.
struct ServerInner {
    api: &'static Api,
    routes: &'static [&'static [&'static Route]],
    state: Mutex<ServerState>,
}

/// What changes while a test runs.
#[derive(Default)]
struct ServerState {
    prepared: Vec<PreparedReplies>,
    requests: Vec<Request>,
}

/// What is prepared for one method.
struct PreparedReplies {
    target: Target,
    answers: VecDeque<CannedReply>,
    /// Whether the last answer was given already, and stays until there is another one.
    stays: bool,
    fake: Option<Responder>,
}

/// What answers by itself.
pub(crate) type Responder = Arc<dyn Fn(&Request) -> CannedReply + Send + Sync>;

/// What an answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A method of the API, by its name.
    Operation(&'static str),
    /// Any path.
    Path(Method, String),
}

impl Server {
    /// A server of an API, whose requests must take one of the routes.
    #[must_use]
    pub fn new(api: &'static Api, routes: &'static [&'static [&'static Route]]) -> Self {
        let state = Mutex::default();
        Self(Arc::new(ServerInner { api, routes, state }))
    }

    /// All requests that have arrived, in order, with those of retries.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// The API.
    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    /// Adds an answer behind those that are prepared already.
    pub(crate) fn push(&self, target: &Target, answer: CannedReply) {
        let mut state = self.state();
        let prepared = state.prepared(target);
        if std::mem::take(&mut prepared.stays) {
            prepared.answers.clear();
        }
        prepared.answers.push_back(answer);
    }

    /// The answer that was prepared last, to change it.
    ///
    /// # Panics
    /// If there is none.
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
            "there is no reply for {target} yet that could be changed: prepare one first"
        );
    }

    /// Lets something answer a method by itself.
    pub(crate) fn install(&self, target: &Target, fake: Responder) {
        self.state().prepared(target).fake = Some(fake);
    }

    /// What has arrived for a target.
    pub(crate) fn received(&self, target: &Target) -> Vec<Request> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_for(target));
        requests
    }

    /// Takes down a request, and gives the answer; or says what is wrong with one of both.
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
                return Err(differs(route, &request, &differences));
            }
        }
        let Some(next) = state.next(&target) else {
            return Err(unanswered(&state, &target, &request));
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

    /// What changes. A test that has failed while it held the lock leaves it in order all the same.
    fn state(&self) -> MutexGuard<'_, ServerState> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Server {
    /// # Panics
    /// If the request is not what the description says, or nothing answers it.
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture {
        match self.answer(&request) {
            Ok(answer) => Box::pin(answer.deliver()),
            Err(refusal) => panic!("{refusal}"),
        }
    }
}

/// Where an answer comes from.
enum NextReply {
    CannedReply(CannedReply),
    Responder(Responder),
}

impl ServerState {
    /// What is prepared for a target.
    fn prepared(&mut self, target: &Target) -> &mut PreparedReplies {
        let known = self.prepared.iter().position(|one| one.target == *target);
        let index = known.unwrap_or_else(|| {
            self.prepared.push(PreparedReplies {
                target: target.clone(),
                answers: VecDeque::new(),
                stays: false,
                fake: None,
            });
            self.prepared.len() - 1
        });
        &mut self.prepared[index]
    }

    /// Whether something was ever prepared for a target.
    fn knows(&self, target: &Target) -> bool {
        self.prepared.iter().any(|one| one.target == *target)
    }

    /// The next answer. The last one stays, unless a fake takes over then.
    fn next(&mut self, target: &Target) -> Option<NextReply> {
        let prepared = self.prepared.iter_mut().find(|one| one.target == *target)?;
        if prepared.answers.len() == 1 && prepared.fake.is_none() {
            prepared.stays = true;
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
    /// Whether the request is for a target.
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

/// The path in front of all routes.
fn base_path(api: &Api) -> &'static str {
    let rest = api.base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.find('/').map_or("", |start| &rest[start..]);
    path.trim_end_matches('/')
}

/// The message about a request that no method of the API makes.
fn no_route(request: &Request) -> String {
    let Request { method, path, .. } = request;
    format!(
        "the API description has no such route\n  sent: {}\n  help: answer it by `server.on(Method::{method}, \"{path}\")`",
        request.line()
    )
}

/// The message about a request that is not what the description says.
fn differs(route: &Route, request: &Request, differences: &[String]) -> String {
    let mut message = format!(
        "the request of `{}` is not what the API description says",
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
        let _ = write!(message, "\n  body: {}", request.shown_body());
    }
    message
}

/// The message about a request that is right, and for which nothing is prepared.
fn unanswered(state: &ServerState, target: &Target, request: &Request) -> String {
    let mut message = format!("nothing answers {target}\n  sent: {}", request.line());
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
            "\n  help: prepare a reply by `server.on_{method}()`"
        );
    }
    message
}

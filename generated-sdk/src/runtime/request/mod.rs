//! A request that is being put together: what every builder wraps.

pub mod body;
pub mod client_param;
pub mod curl;
pub mod operation;
pub mod path;
pub mod prepared;
pub mod query;
pub mod target;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde::Serialize;
use tokio::time::Instant;

use crate::runtime::client::Core;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::request::operation::Operation;
use crate::runtime::secret::redact::redacted;
use crate::runtime::secret::secret_string::{SecretString, recording};
use crate::runtime::text::headers::set_header;
use crate::runtime::text::one_line::one_line;

/// The values of one call. Nothing is checked or sent before the call is polled.
#[derive(Clone)]
pub struct Request {
    pub(crate) core: Core,
    pub(crate) endpoint: Endpoint,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) extra_query: Vec<(String, String)>,
    /// Path and query that a page linked to; they stand for all of the above.
    pub(crate) link: Option<String>,
    pub(crate) body: Vec<(Cow<'static, str>, String)>,
    pub(crate) whole_body: Option<String>,
    /// What the body must be shown without.
    pub(crate) secrets: Vec<SecretString>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) leaves_body: bool,
    pub(crate) failure: Option<String>,
}

/// Where a request goes.
#[derive(Clone)]
pub(crate) enum Endpoint {
    /// A method of the API.
    Operation(&'static Operation),
    /// A path that the caller gave.
    Raw { method: Method, path: String },
}

impl Request {
    /// A request for a method of the API.
    #[must_use]
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Self::to(core, Endpoint::Operation(operation))
    }

    /// A request for any endpoint.
    pub(crate) fn to(core: &Core, endpoint: Endpoint) -> Self {
        Self {
            core: core.clone(),
            endpoint,
            path: Vec::new(),
            query: Vec::new(),
            extra_query: Vec::new(),
            link: None,
            body: Vec::new(),
            whole_body: None,
            secrets: Vec::new(),
            headers: HeaderMap::new(),
            timeout: None,
            total_timeout: core.inner().total_timeout,
            deadline: None,
            max_retries: None,
            idempotent: None,
            leaves_body: false,
            failure: None,
        }
    }

    /// Sets the time that one attempt may take.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets the time that all attempts together may take, and all pages of a walk.
    pub fn set_total_timeout(&mut self, timeout: Duration) {
        self.total_timeout = Some(timeout);
    }

    /// Sets how often the request is sent again, whatever its method is.
    pub fn set_max_retries(&mut self, retries: u32) {
        self.max_retries = Some(retries);
    }

    /// Sets a header.
    pub fn header(&mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) {
        if let Err(refusal) = set_header(&mut self.headers, name, value) {
            self.fail(refusal);
        }
    }

    /// Appends a query parameter behind the declared ones.
    pub fn query_param(&mut self, name: String, value: String) {
        self.extra_query.push((name, value));
    }

    /// Sets a field of the JSON body.
    pub fn body_field(&mut self, name: String, value: &impl Serialize) {
        self.set_body_field(Cow::Owned(name), value);
    }

    /// Sets the whole JSON body.
    pub fn whole<T: Serialize + ?Sized>(&mut self, value: &T) {
        let (json, secrets) = recording(|| serde_json::to_string(value));
        self.secrets.extend(secrets);
        match json {
            Ok(json) => self.whole_body = Some(json),
            Err(error) => self.fail(format!("the body cannot be serialised: {error}")),
        }
    }

    /// Says whether the request may run twice without harm.
    pub fn idempotent(&mut self, idempotent: bool) {
        self.idempotent = Some(idempotent);
    }

    /// Serialises a field at once, and replaces the field of that name.
    pub(crate) fn set_body_field<T: Serialize + ?Sized>(
        &mut self,
        name: Cow<'static, str>,
        value: &T,
    ) {
        let (json, secrets) = recording(|| serde_json::to_string(value));
        self.secrets.extend(secrets);
        self.put_body_field(name, json);
    }

    /// Puts what a field became into the body.
    fn put_body_field(&mut self, name: Cow<'static, str>, json: serde_json::Result<String>) {
        match json {
            Ok(json) => match self.body.iter_mut().find(|(other, _)| *other == name) {
                Some((_, field)) => *field = json,
                None => self.body.push((name, json)),
            },
            Err(error) => self.fail(format!(
                "the body field `{name}` cannot be serialised: {error}"
            )),
        }
    }

    /// Keeps the first reason why the request cannot be sent.
    pub(crate) fn fail(&mut self, reason: String) {
        self.failure.get_or_insert(reason);
    }

    /// Returns what an error keeps of a response with an error status. Its message may quote the very key that was
    /// refused, so it is redacted.
    pub(crate) fn refusal(
        &self,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> ErrorReply {
        let api = self.core.inner().api;
        ErrorReply::new(
            api.error_message,
            api.request_id_header,
            status,
            headers,
            body,
        )
        .redact(|message| redacted(message, self.shown_nowhere()))
    }

    /// Returns the secrets of the request and of its client.
    fn shown_nowhere(&self) -> impl Iterator<Item = &str> {
        let identity = &self.core.inner().identity;
        let own = self.secrets.iter().chain(identity.secrets.values());
        // As they are sent, credentials may be encoded; what stands before them is no secret.
        let headers = identity.headers.values().chain(self.headers.values());
        let sent = headers
            .filter(|value| value.is_sensitive())
            .filter_map(|value| value.to_str().ok()?.split(' ').next_back());
        own.map(|secret| secret.expose().trim()).chain(sent)
    }

    /// The HTTP method.
    pub(crate) fn method(&self) -> &Method {
        match &self.endpoint {
            Endpoint::Operation(operation) => &operation.method,
            Endpoint::Raw { method, .. } => method,
        }
    }

    /// The name of the method in metrics and spans: without a path, which may hold ids.
    pub(crate) fn label(&self) -> &'static str {
        match &self.endpoint {
            Endpoint::Operation(operation) => operation.name,
            Endpoint::Raw { .. } => "custom",
        }
    }

    /// The name of the method in errors.
    pub(crate) fn operation(&self) -> Cow<'static, str> {
        match &self.endpoint {
            Endpoint::Operation(operation) => Cow::Borrowed(operation.name),
            Endpoint::Raw { method, path } => Cow::Owned(one_line(&format!("{method} {path}"))),
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation())
            .field("method", self.method())
            .finish_non_exhaustive()
    }
}

//! A request that is being put together: what every builder wraps.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use serde::Serialize;
use tokio::time::Instant;

use super::api::Operation;
use super::core::Core;
use super::secret::SecretString;
use super::secret_record::recording;

/// The values of one call. Nothing is checked or sent before the call is polled.
#[derive(Clone)]
pub struct Request {
    pub(super) core: Core,
    pub(super) endpoint: Endpoint,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) extra_query: Vec<(String, String)>,
    /// Path and query that a page linked to; they stand for all of the above.
    pub(super) link: Option<String>,
    pub(super) body: Vec<(Cow<'static, str>, String)>,
    pub(super) whole_body: Option<String>,
    /// What the body must be shown without.
    pub(super) secrets: Vec<SecretString>,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) total_timeout: Option<Duration>,
    pub(super) deadline: Option<Instant>,
    pub(super) max_retries: Option<u32>,
    pub(super) idempotent: Option<bool>,
    pub(super) leaves_body: bool,
    pub(super) failure: Option<String>,
}

/// Where a request goes.
#[derive(Clone)]
pub(super) enum Endpoint {
    /// A method of the API.
    Operation(&'static Operation),
    /// A path that the caller gave.
    Custom { method: Method, path: String },
}

impl Request {
    /// A request for a method of the API.
    #[must_use]
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Self::to(core, Endpoint::Operation(operation))
    }

    /// A request for any endpoint.
    pub(super) fn to(core: &Core, endpoint: Endpoint) -> Self {
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
            total_timeout: core.parts().total_timeout,
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
        if let Err(refusal) = super::headers::set(&mut self.headers, name, value) {
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
    pub(super) fn set_body_field<T: Serialize + ?Sized>(
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
    pub(super) fn fail(&mut self, reason: String) {
        self.failure.get_or_insert(reason);
    }

    /// The HTTP method.
    pub(super) fn method(&self) -> &Method {
        match &self.endpoint {
            Endpoint::Operation(operation) => &operation.method,
            Endpoint::Custom { method, .. } => method,
        }
    }

    /// The name of the method in metrics and spans: without a path, which may hold ids.
    pub(super) fn label(&self) -> &'static str {
        match &self.endpoint {
            Endpoint::Operation(operation) => operation.name,
            Endpoint::Custom { .. } => "custom",
        }
    }

    /// The name of the method in errors.
    pub(super) fn operation(&self) -> Cow<'static, str> {
        match &self.endpoint {
            Endpoint::Operation(operation) => Cow::Borrowed(operation.name),
            Endpoint::Custom { method, path } => {
                Cow::Owned(super::text::one_line(&format!("{method} {path}")))
            }
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

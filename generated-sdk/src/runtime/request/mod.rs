//! Requests under construction, which all request builders wrap.

pub mod accept;
pub mod body;
pub mod client_param;
pub mod credentials;
pub mod curl;
pub mod format;
pub mod limits;
pub mod operation;
pub mod path;
pub mod prepared;
pub mod query;
pub mod query_entries;
pub mod raw_body;
pub mod raw_url;
pub mod setters;
pub mod streamed;
pub mod target;
pub mod unread_bodies;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::time::Instant;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use serde::Serialize;

use crate::runtime::auth::Credential;
use crate::runtime::auth::source::Authorization;
use crate::runtime::client::Core;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::json::error_body::read_error_body;
use crate::runtime::json::finite::check_finite;
use crate::runtime::request::format::FileEntry;
use crate::runtime::request::operation::{CallSettings, Operation};
use crate::runtime::request::raw_url::RawUrl;
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::secret::body_scope::serialize_body;
use crate::runtime::secret::redact::redacted;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::secrets::Secrets;
use crate::runtime::secret::sensitive_header::header_secret;
use crate::runtime::text::headers::set_header;

/// Parameters and options of one call. Nothing is checked or sent before the call is polled.
#[derive(Clone)]
pub struct Request {
    pub(crate) core: Core,
    pub(crate) endpoint: Endpoint,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, String)>,
    /// Query parameters with keys inside of them, each with its pairs of whole keys and values.
    pub(crate) nested_query: Vec<(&'static str, Vec<(String, String)>)>,
    pub(crate) extra_query: Vec<(String, String)>,
    /// Path and query of a link to a page. They replace path and query of the fields above.
    pub(crate) link: Option<String>,
    pub(crate) body: Vec<(Cow<'static, str>, String)>,
    pub(crate) whole_body: Option<String>,
    /// Files in the body, or a file that is the body.
    pub(crate) files: Vec<FileEntry>,
    /// Secrets in the body, which are redacted wherever it is shown.
    pub(crate) secrets: Vec<SecretString>,
    pub(crate) headers: HeaderMap,
    /// Credentials of the last attempt, if they are those of a provider.
    pub(crate) authorization: Option<Arc<Authorization>>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) total_timeout: Option<Duration>,
    pub(crate) deadline: Option<Instant>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) idempotent: Option<bool>,
    pub(crate) unread_bodies: UnreadBodies,
    /// Statuses outside of 2xx that are no errors.
    pub(crate) expected_statuses: &'static [u16],
    pub(crate) failure: Option<String>,
}

/// Target of a request.
#[derive(Clone)]
pub(crate) enum Endpoint {
    /// Method of the API.
    Operation(&'static Operation),
    /// HTTP method and URL from the caller.
    Raw { method: Method, url: RawUrl },
}

impl Request {
    /// Creates a request for a method of the API.
    #[must_use]
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Self::to(core, Endpoint::Operation(operation))
    }

    /// Creates a request for any endpoint.
    pub(crate) fn to(core: &Core, endpoint: Endpoint) -> Self {
        Self {
            core: core.clone(),
            endpoint,
            path: Vec::new(),
            query: Vec::new(),
            nested_query: Vec::new(),
            extra_query: Vec::new(),
            link: None,
            body: Vec::new(),
            whole_body: None,
            files: Vec::new(),
            secrets: Vec::new(),
            headers: HeaderMap::new(),
            authorization: None,
            timeout: None,
            total_timeout: core.inner().total_timeout,
            deadline: None,
            max_retries: None,
            idempotent: None,
            unread_bodies: UnreadBodies::NONE,
            expected_statuses: &[],
            failure: None,
        }
    }

    /// Sets the timeout of one attempt.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets the deadline for all attempts together; when iterating, for all pages.
    pub fn set_total_timeout(&mut self, timeout: Duration) {
        self.total_timeout = Some(timeout);
    }

    /// Sets the maximum number of retries. A number above 0 allows retries for every HTTP method.
    pub fn set_max_retries(&mut self, retries: u32) {
        self.max_retries = Some(retries);
    }

    /// Sets a header.
    pub fn header(&mut self, name: impl TryInto<HeaderName>, value: impl TryInto<HeaderValue>) {
        if let Err(refusal) = set_header(&mut self.headers, name, value) {
            self.fail(refusal);
        }
    }

    /// Adds a query parameter after those in the API description.
    pub fn query_param(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.extra_query.push((name.into(), value.into()));
    }

    /// Sets a field of the JSON body.
    pub fn body_field(&mut self, name: impl Into<String>, value: &impl Serialize) {
        let json = self.serialized_own(value);
        self.put_body_field(Cow::Owned(name.into()), json);
    }

    /// Sets the whole JSON body.
    pub fn set_body<T: Serialize + ?Sized>(&mut self, value: &T) {
        let json = self.serialized_own(value);
        self.put_body(json);
    }

    /// Sets whether the server may safely process the request more than once.
    pub fn idempotent(&mut self, idempotent: bool) {
        self.idempotent = Some(idempotent);
    }

    /// Serializes a body field immediately. It replaces a field with the same name.
    pub(crate) fn set_body_field<T: Serialize + ?Sized>(
        &mut self,
        name: Cow<'static, str>,
        value: &T,
    ) {
        let json = self.serialized(|| serde_json::to_string(value));
        self.put_body_field(name, json);
    }

    /// Runs the serialization of a part of the body, and remembers the secrets in it.
    pub(crate) fn serialized<T>(&mut self, serialize: impl FnOnce() -> T) -> T {
        let (part, secrets) = serialize_body(serialize);
        let secrets = secrets.into_iter().map(SecretString::from_zeroizing);
        self.secrets.extend(secrets);
        part
    }

    /// Serializes a value of a type that is not the SDK's. A number that is not finite is an error.
    fn serialized_own<T: Serialize + ?Sized>(&mut self, value: &T) -> serde_json::Result<String> {
        let (checked, _) = serialize_body(|| check_finite(value));
        checked?;
        self.serialized(|| serde_json::to_string(value))
    }

    /// Stores a serialized body, or the error of serializing it.
    pub(crate) fn put_body(&mut self, json: serde_json::Result<String>) {
        match json {
            Ok(json) => self.whole_body = Some(json),
            Err(error) => self.fail(format!("the body cannot be serialized: {error}")),
        }
    }

    /// Stores a serialized body field, or the error of serializing it.
    fn put_body_field(&mut self, name: Cow<'static, str>, json: serde_json::Result<String>) {
        match json {
            Ok(json) => match self.body.iter_mut().find(|(other, _)| *other == name) {
                Some((_, field)) => *field = json,
                None => self.body.push((name, json)),
            },
            Err(error) => self.fail(format!(
                "the body field `{name}` cannot be serialized: {error}"
            )),
        }
    }

    /// Records the reason why the request cannot be sent. Only the first one is kept.
    pub(crate) fn fail(&mut self, reason: String) {
        self.failure.get_or_insert(reason);
    }

    /// Returns the data that an error keeps of a response with an error status. Secrets in its message are redacted,
    /// because it may quote the credential that was rejected.
    pub(crate) fn error_reply(
        &self,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> ErrorReply {
        let api = self.core.inner().api;
        ErrorReply::new(
            read_error_body(&body),
            api.error_message,
            api.request_id_header,
            status,
            headers,
            body,
        )
        .redact(|message| redacted(message, &self.all_secrets()))
    }

    /// Returns the secrets of the request and of its client.
    fn all_secrets(&self) -> Vec<&str> {
        let identity = &self.core.inner().identity;
        let mut secrets = Vec::new();
        for secret in &self.secrets {
            secrets.push(secret.expose().trim());
        }
        push_secrets(&mut secrets, &identity.secrets, &identity.credentials);
        if let Some(provided) = self.authorization.as_deref() {
            push_secrets(&mut secrets, &provided.secrets, &provided.credentials);
        }
        for headers in &[&identity.headers, &self.headers] {
            for value in headers.values() {
                if value.is_sensitive() {
                    secrets.push(header_secret(value));
                }
            }
        }
        secrets
    }

    /// Returns the HTTP method.
    pub(crate) fn method(&self) -> &Method {
        match &self.endpoint {
            Endpoint::Operation(operation) => &operation.method,
            Endpoint::Raw { method, .. } => method,
        }
    }

    /// Returns `true` if a response with the status is the result of the call, and not an error.
    pub(crate) fn expects(&self, status: StatusCode) -> bool {
        let mut others = self.expected_statuses.iter();
        status.is_success() || others.any(|expected| status == *expected)
    }

    /// Returns the URL of the server to which the request is sent.
    pub(crate) fn server(&self) -> &Uri {
        if let Endpoint::Raw { url, .. } = &self.endpoint {
            if let Some(server) = &url.server {
                return server;
            }
        }
        let client = self.core.inner();
        let server = self.settings().server;
        let other = server.and_then(|index| client.server_urls.get(index));
        other.unwrap_or(&client.base_url).uri()
    }

    /// Returns `true` if the request is for a server that is none of those of the client.
    pub(crate) fn is_foreign(&self) -> bool {
        matches!(&self.endpoint, Endpoint::Raw { url, .. } if url.is_foreign)
    }

    /// Returns the settings of the method.
    pub(crate) fn settings(&self) -> &'static CallSettings {
        match &self.endpoint {
            Endpoint::Operation(operation) => &operation.settings,
            Endpoint::Raw { .. } => &CallSettings::DEFAULT,
        }
    }

    /// Returns the name of the method for metrics and spans. It contains no path, because a path may contain ids.
    pub(crate) fn label(&self) -> &'static str {
        match &self.endpoint {
            Endpoint::Operation(operation) => operation.name,
            Endpoint::Raw { .. } => "custom",
        }
    }

    /// Returns the name of the method for errors.
    pub(crate) fn operation(&self) -> Cow<'static, str> {
        match &self.endpoint {
            Endpoint::Operation(operation) => Cow::Borrowed(operation.name),
            Endpoint::Raw { method, url } => {
                Cow::Owned(format!("{method} {}", url.shown()).trim_end().to_owned())
            }
        }
    }
}

/// Adds the values of credentials, and the credentials as they are sent.
fn push_secrets<'a>(
    secrets: &mut Vec<&'a str>,
    values: &'a Secrets,
    credentials: &'a [Option<Credential>],
) {
    for (_, secret) in values.iter() {
        secrets.push(secret.expose().trim());
    }
    for credential in credentials.iter().flatten() {
        secrets.push(credential.secret());
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

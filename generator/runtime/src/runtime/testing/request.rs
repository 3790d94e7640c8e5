//! Requests that a test server received.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};
use serde_json::Value;

use crate::runtime::config::api::Api;
use crate::runtime::request::prepared::Origin;
use crate::runtime::secret::redact::{REDACTED, names_a_secret};
use crate::runtime::testing::kind::{redact, redact_fields};
use crate::runtime::testing::rules::{BodyRule, Route};
use crate::runtime::testing::servers::{Place, Recipient, place};
use crate::runtime::text::one_line::one_line;

/// Request that a test server received. `Debug` shows neither credentials nor secrets.
#[derive(Clone)]
#[non_exhaustive]
pub struct Request {
    /// Method of the API: `resource.method`. `None` if the route is not in the API description.
    pub operation: Option<&'static str>,
    /// HTTP method.
    pub method: Method,
    /// Path after the base URL, percent-encoded as it was sent.
    pub path: String,
    /// Decoded query parameters, in the order in which they were sent.
    pub query: Vec<(String, String)>,
    /// Headers, including credentials.
    pub headers: HeaderMap,
    /// Request body as JSON; `null` if there is none. The description of the method tells how a form is read.
    pub body: Value,
    /// Request body as it was sent.
    pub(crate) content: Bytes,
    pub(crate) has_body: bool,
    /// Server to which the request was sent.
    pub(crate) recipient: Recipient,
    pub(crate) route: Option<&'static Route>,
    /// Method of the API that the client has called; `None` if a layer has made another request of it.
    pub(crate) origin: Option<Origin>,
    /// Query parameters with credentials.
    pub(crate) keys: Vec<&'static str>,
}

impl Request {
    /// Creates a record of a request.
    pub(crate) fn new(request: &http::Request<Bytes>, api: &Api) -> Self {
        let Place { recipient, path } = place(api, request.uri());
        let query = request.uri().query().unwrap_or_default();
        Self {
            operation: None,
            method: request.method().clone(),
            path: path.to_owned(),
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            headers: request.headers().clone(),
            body: serde_json::from_slice(request.body()).unwrap_or_default(),
            has_body: !request.body().is_empty() || request.headers().contains_key(CONTENT_TYPE),
            content: request.body().clone(),
            recipient,
            route: None,
            origin: request.extensions().get().copied(),
            keys: api
                .schemes
                .iter()
                .filter_map(|scheme| scheme.query())
                .collect(),
        }
    }

    /// Notes that the request is for a route, whose description tells how the body is read.
    pub(crate) fn set_route(&mut self, route: &'static Route) {
        self.operation = Some(route.name);
        self.route = Some(route);
        if self.has_body {
            let (codec, rule) = route.body.parts();
            self.body = (codec.decode)(&self.content, rule);
        }
    }

    /// Returns the first value of a query parameter.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        pairs
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns the value of a header, if it is visible ASCII.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Returns the path of a collection, without a `/` at its end.
    pub(crate) fn collection(&self) -> &str {
        self.path.trim_end_matches('/')
    }

    /// Returns the collection and the id at the end of the path of an item. The id is decoded.
    pub(crate) fn item(&self) -> (&str, String) {
        let path = self.collection();
        let (collection, id) = path.rsplit_once('/').unwrap_or_default();
        let decoded = percent_encoding::percent_decode_str(id);
        (collection, decoded.decode_utf8_lossy().into_owned())
    }

    /// Returns HTTP method, path and query on one line, with secrets redacted.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{} {}", self.method, self.path);
        for (index, (name, value)) in self.redacted_query().enumerate() {
            line.push(if index == 0 { '?' } else { '&' });
            line.push_str(&one_line(&format!("{name}={value}")));
        }
        line
    }

    /// Returns the body with secrets redacted. A body that is not in the API description is redacted as a whole.
    pub(crate) fn redacted_body(&self) -> Value {
        match (self.route.map(|route| route.body.parts().1), &self.body) {
            (Some(BodyRule::Fields(fields)), Value::Object(object)) => {
                redact_fields(fields, object)
            }
            (Some(BodyRule::Whole(kind)), body) => redact(*kind, body),
            (_, Value::Null) => Value::Null,
            (_, _) => REDACTED.into(),
        }
    }

    /// Returns the query. Parameters that are not in the API description are redacted if their names suggest a secret.
    fn redacted_query(&self) -> impl Iterator<Item = (&str, &str)> {
        let declared = self.route.map_or(&[][..], |route| route.query);
        self.query.iter().map(move |(name, value)| {
            let is_declared = declared.iter().any(|rule| rule.name == name);
            let is_secret = !is_declared && names_a_secret(name);
            let is_secret = is_secret || self.keys.contains(&name.as_str());
            (name.as_str(), if is_secret { REDACTED } else { value })
        })
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| {
                let is_secret = value.is_sensitive() || names_a_secret(name.as_str());
                let text = String::from_utf8_lossy(value.as_bytes());
                let text = if is_secret { REDACTED } else { &*text };
                (name.as_str(), text.to_owned())
            })
            .collect();
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.redacted_query().collect::<Vec<_>>())
            .field("headers", &headers)
            .field("body", &self.redacted_body())
            .finish_non_exhaustive()
    }
}

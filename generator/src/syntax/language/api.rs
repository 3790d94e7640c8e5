//! `api.yaml`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{
    entries::Entries,
    key_path::KeyPath,
    shorthand::{FromText, Shorthand},
    tree::{Node, present},
    unquoted::Unquoted,
};
use super::auth::AuthDecl;
use super::body::BodyFormatDecl;
use super::header::{HeaderDecl, ResponseHeaderDecl};
use super::model::UnknownFieldsDecl;
use super::server::{ServerDecl, UrlVariableDecl};
use super::webhooks::WebhooksDecl;
use crate::source::{Span, Spanned};
#[cfg(feature = "schema")]
use crate::syntax::schema::words::DefaultFormat;

/// `api.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApiFile {
    /// Name of the API.
    pub name: Spanned<String>,
    /// Version of the API, sent in `User-Agent`.
    pub version: Spanned<String>,
    /// Documentation of the crate.
    pub docs: Option<Spanned<String>>,
    /// Emitted package.
    pub package: PackageDecl,
    /// Base URL of the API, with variables in braces; without one, the client must be given a URL.
    pub base_url: Option<Spanned<String>>,
    /// Servers besides that of the base URL.
    #[serde(default)]
    pub servers: Entries<Shorthand<ServerDecl>>,
    /// Variables in the URLs of servers.
    #[serde(default)]
    pub variables: Entries<UrlVariableDecl>,
    /// Environment variables that configure a client.
    #[serde(default)]
    pub env: Env,
    /// Authentication of the methods.
    #[cfg_attr(feature = "schema", schemars(with = "AuthDecl"))]
    pub auth: Spanned<AuthDecl>,
    /// Path parameters that are set once, on the client.
    #[serde(default)]
    pub client_params: Entries<ClientParamDecl>,
    /// Timeout of one attempt, such as `60s`.
    pub timeout: Option<Spanned<Unquoted>>,
    /// Retries.
    pub retries: Option<Retries>,
    /// Request header for idempotency keys, which `POST` and `PATCH` requests get.
    pub idempotency: Option<Spanned<String>>,
    /// Headers of every request.
    #[serde(default)]
    pub headers: Entries<Shorthand<HeaderDecl>>,
    /// Media type of the responses that are asked for, in the header `Accept`; `application/json` by default.
    pub accepts: Option<Spanned<String>>,
    /// Headers of responses that have methods of their own.
    #[serde(default)]
    pub response_headers: Entries<Shorthand<ResponseHeaderDecl>>,
    /// Response header with the request id.
    pub request_id: Option<Spanned<String>>,
    /// Whether the API leaves fields out of its responses whose value is zero, empty or the first of an enum, as the JSON
    /// of protobuf does; `false` by default.
    pub omits_defaults: Option<Spanned<bool>>,
    /// Whether models keep fields that are not described, and send them back; `drop` by default.
    pub unknown_fields: Option<Spanned<UnknownFieldsDecl>>,
    /// Format of request bodies; JSON by default.
    #[cfg_attr(feature = "schema", schemars(with = "Option<DefaultFormat>"))]
    pub body_format: Option<Shorthand<BodyFormatDecl>>,
    /// Default pagination of methods.
    pub pagination: Option<Spanned<Pagination>>,
    /// Default settings of event streams.
    pub events: Option<EventsDecl>,
    /// Webhooks that the API sends.
    pub webhooks: Option<Shorthand<WebhooksDecl>>,
    /// Model of error bodies.
    pub error: Option<Shorthand<ErrorDecl>>,
}

/// Emitted package.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackageDecl {
    /// Name on crates.io.
    pub name: Spanned<String>,
    /// Version.
    pub version: Spanned<Unquoted>,
    /// SPDX license expression.
    pub license: Option<Spanned<String>>,
    /// URL of the source code.
    pub repository: Option<Spanned<String>>,
    /// URL of the website of the API.
    pub homepage: Option<Spanned<String>>,
    /// URL of the documentation; docs.rs by default.
    pub documentation: Option<Spanned<String>>,
    /// Authors.
    #[serde(default)]
    pub authors: Vec<Spanned<String>>,
    /// Keywords on crates.io.
    #[serde(default)]
    pub keywords: Vec<Spanned<String>>,
    /// Categories on crates.io.
    #[serde(default)]
    pub categories: Vec<Spanned<String>>,
}

/// Environment variables that configure a client.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Env {
    /// Variable of the API key, for keys without another Rust name.
    pub api_key: Option<Spanned<String>>,
    /// Variable of the base URL.
    pub base_url: Option<Spanned<String>>,
    /// Variable of the user name, for `auth: basic`.
    pub username: Option<Spanned<String>>,
    /// Variable of the password, for `auth: basic`.
    pub password: Option<Spanned<String>>,
    /// Variable of the id of the client, for `auth: { oauth2: … }`.
    pub client_id: Option<Spanned<String>>,
    /// Variable of the secret of the client, for `auth: { oauth2: … }`.
    pub client_secret: Option<Spanned<String>>,
    /// Variable of the secret with which webhooks are signed.
    pub webhook_secret: Option<Spanned<String>>,
}

/// Path parameter that is set once, on the client.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientParamDecl {
    /// A believable value, which documentation uses.
    #[serde(default, deserialize_with = "present")]
    pub example: Option<Node>,
    /// Environment variable of the value.
    pub env: Option<Spanned<String>>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

/// Retries.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retries {
    /// Maximum number of retries.
    pub max: Spanned<u32>,
    /// Statuses that are retried.
    pub statuses: Vec<Spanned<u32>>,
}

/// Pagination: by a cursor, by the last item, by page numbers, by offsets, or by URLs.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pagination {
    /// Path of the items; by default, the body itself is the list.
    pub items: Option<Spanned<KeyPath>>,
    /// Path of the cursor of the next page.
    pub next: Option<Spanned<KeyPath>>,
    /// Response header with the cursor of the next page.
    pub next_header: Option<Spanned<String>>,
    /// Path of the id in an item; the id of the last item is the cursor of the next page.
    pub last: Option<Spanned<KeyPath>>,
    /// Query parameter of the cursor, or field of the body.
    pub cursor: Option<Spanned<String>>,
    /// Query parameter of the page number, or field of the body.
    pub page: Option<Spanned<String>>,
    /// Number of the first page; 1 by default.
    pub first: Option<Spanned<u32>>,
    /// Query parameter of the number of items before the page, or field of the body.
    pub offset: Option<Spanned<String>>,
    /// Path of a boolean that tells whether there is a next page.
    pub more: Option<Spanned<KeyPath>>,
    /// Path of the number of all pages.
    pub pages: Option<Spanned<KeyPath>>,
    /// Path of the number of all items.
    pub total: Option<Spanned<KeyPath>>,
    /// Path of the URL of the next page.
    pub next_url: Option<Spanned<KeyPath>>,
    /// Whether the next page is the link `next` in the header `Link`.
    pub link: Option<Spanned<bool>>,
}

impl Pagination {
    /// Returns all paths in the body of a page, with their keys.
    #[must_use]
    pub fn body_paths(&self) -> [(&'static str, &Option<Spanned<KeyPath>>); 6] {
        [
            ("items", &self.items),
            ("next", &self.next),
            ("more", &self.more),
            ("pages", &self.pages),
            ("total", &self.total),
            ("next_url", &self.next_url),
        ]
    }

    /// Returns all paths, with their keys.
    #[must_use]
    pub fn paths(&self) -> [(&'static str, &Option<Spanned<KeyPath>>); 7] {
        let [items, next, more, pages, total, next_url] = self.body_paths();
        [
            items,
            next,
            more,
            pages,
            total,
            next_url,
            ("last", &self.last),
        ]
    }
}

/// Settings of an event stream.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventsDecl {
    /// Names of events that only keep the connection open and are not decoded.
    #[serde(default)]
    pub housekeeping: Vec<Spanned<String>>,
    /// Data of events that only keep the connection open and are not decoded.
    #[serde(default)]
    pub heartbeats: Vec<Spanned<String>>,
    /// Data of the event that ends the stream.
    pub done: Option<Spanned<String>>,
    /// Names of events that end the stream with an error.
    #[serde(default)]
    pub error: Vec<Spanned<String>>,
    /// Path of a value that only the data of errors has.
    pub error_field: Option<Spanned<KeyPath>>,
    /// Names of events whose data is text, and not JSON.
    #[serde(default)]
    pub text: Vec<Spanned<String>>,
    /// `event` if the name of the event is the tag of the union.
    pub tag: Option<Spanned<String>>,
}

impl EventsDecl {
    /// Returns the place of the first value.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let lists = [
            &self.housekeeping,
            &self.heartbeats,
            &self.error,
            &self.text,
        ];
        let listed = lists.into_iter().flatten().map(|text| text.span);
        let words = [&self.done, &self.tag].into_iter().flatten();
        let words = words.map(|word| word.span);
        let path = self.error_field.iter().map(|path| path.span);
        listed.chain(words).chain(path).min()
    }
}

/// Model of error bodies. Short form: its name.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorDecl {
    /// Model.
    pub model: Spanned<String>,
    /// Path of the error message; `message` by default.
    pub message: Option<Spanned<KeyPath>>,
}

impl FromText for ErrorDecl {
    const EXPECTED: &'static str = "the name of a model, or a mapping with `model:`";

    fn from_text(model: Spanned<String>) -> Self {
        Self {
            model,
            message: None,
        }
    }
}

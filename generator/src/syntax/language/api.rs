//! `api.yaml`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{
    entries::Entries,
    shorthand::{FromText, Short},
};
use crate::source::{Span, Spanned};

/// `api.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApiFile {
    /// What the API is called.
    pub name: Spanned<String>,
    /// The API's version, sent in `User-Agent`.
    pub version: Spanned<String>,
    /// What the crate is.
    pub docs: Option<Spanned<String>>,
    /// The emitted package.
    pub package: PackageDecl,
    /// Where the API answers.
    pub base_url: Spanned<String>,
    /// Environment variables that configure a client.
    #[serde(default)]
    pub env: Env,
    /// How calls prove who makes them.
    pub auth: AuthDecl,
    /// Path parameters that a client is given once.
    #[serde(default)]
    pub client_params: Entries<ClientParamDecl>,
    /// How long one attempt may take, such as `60s`.
    pub timeout: Option<Spanned<String>>,
    /// What is tried again.
    pub retries: Option<Retries>,
    /// The response header that carries the request's id.
    pub request_id: Option<Spanned<String>>,
    /// How lists are cut into pages.
    pub pagination: Option<Pagination>,
    /// What is sent beside the events of streams.
    pub events: Option<EventsDecl>,
    /// The union of the events that the API sends to webhooks.
    pub webhooks: Option<Spanned<String>>,
    /// The model of an error's body.
    pub error: Option<Short<ErrorDecl>>,
}

/// The emitted package.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackageDecl {
    /// Its name on crates.io.
    pub name: Spanned<String>,
    /// Its version.
    pub version: Spanned<String>,
    /// An SPDX expression.
    pub license: Option<Spanned<String>>,
    /// Where its source is kept.
    pub repository: Option<Spanned<String>>,
    /// The API's own site.
    pub homepage: Option<Spanned<String>>,
    /// Who maintains it.
    #[serde(default)]
    pub authors: Vec<Spanned<String>>,
    /// Search words on crates.io.
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
    /// The variable of the API key.
    pub api_key: Option<Spanned<String>>,
    /// The variable of the base URL.
    pub base_url: Option<Spanned<String>>,
    /// The variable of the user's name, for `auth: basic`.
    pub username: Option<Spanned<String>>,
    /// The variable of the password, for `auth: basic`.
    pub password: Option<Spanned<String>>,
    /// The variable of the secret that webhooks are signed with.
    pub webhook_secret: Option<Spanned<String>>,
}

/// How calls prove who makes them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthDecl {
    /// Not at all.
    None,
    /// `Authorization: Bearer <key>`.
    Bearer,
    /// `Authorization: Basic <name and password>`.
    Basic,
    /// The key in a header of its own.
    Header(Spanned<String>),
}

/// A path parameter that a client is given once.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientParamDecl {
    /// The variable that holds it.
    pub env: Option<Spanned<String>>,
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// What is tried again.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retries {
    /// How often at most.
    pub max: Spanned<u32>,
    /// The statuses that may pass.
    pub statuses: Vec<Spanned<u16>>,
}

/// How lists are cut into pages: by a cursor, by page numbers, by offsets, or by links.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pagination {
    /// The path of the items; where it is not given, the body itself is the list.
    pub items: Option<Spanned<String>>,
    /// The path of the next page's cursor.
    pub next: Option<Spanned<String>>,
    /// The query parameter that takes the cursor.
    pub cursor: Option<Spanned<String>>,
    /// The query parameter that takes the number of the page.
    pub page: Option<Spanned<String>>,
    /// The number of the first page; 1 where it is not given.
    pub first: Option<Spanned<u32>>,
    /// The query parameter that takes the number of the items before the page.
    pub offset: Option<Spanned<String>>,
    /// The path of a boolean that says whether there is a next page; where it is not given, an empty page is the last.
    pub more: Option<Spanned<String>>,
    /// Whether the next page is what the header `Link` calls `next`.
    pub link: Option<Spanned<bool>>,
}

impl Pagination {
    /// Where it stands: the first key that says how lists are cut.
    #[must_use]
    pub fn span(&self) -> Span {
        let words = [
            &self.items,
            &self.next,
            &self.cursor,
            &self.page,
            &self.offset,
            &self.more,
        ];
        let link = self.link.as_ref().map(|link| link.span);
        let first = words.into_iter().flatten().map(|word| word.span).next();
        first.or(link).unwrap_or(Span::NOWHERE)
    }
}

/// What a stream of events sends beside what it is about.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EventsDecl {
    /// The names of events that only keep the connection open, and are not decoded.
    pub housekeeping: Vec<Spanned<String>>,
}

/// The model of an error's body: its name alone, or with the fields that matter.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorDecl {
    /// The model.
    pub model: Spanned<String>,
    /// The path of the text for people; `message` where it is not given.
    pub message: Option<Spanned<String>>,
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

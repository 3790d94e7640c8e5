//! The description language as types: a mirror of the YAML in which every value knows its place. No policy:
//! what the words mean, and whether they fit together, is for `resolve` to say.
//!
//! `spec/README.md` tells the language to the people who write it.

mod entries;
mod node;
mod problem;
mod read;
mod schema;
mod short;
mod stand_in;

pub use entries::Entries;
pub use node::{Kind, Node};
pub use problem::{Problem, ProblemKind, nearest, suggest};
pub use schema::schemas;
pub use short::Short;

use crate::source::{FileId, Span, Spanned};
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};
use std::cell::RefCell;

/// `api.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiFile {
    /// What the API is called.
    pub name: Spanned<String>,
    /// The API's version, sent in `User-Agent`.
    pub version: Spanned<String>,
    /// What the crate is.
    pub docs: Option<Spanned<String>>,
    /// The emitted package.
    pub package: Package,
    /// Where the API answers.
    pub base_url: Spanned<String>,
    /// Environment variables that configure a client.
    #[serde(default)]
    pub env: Env,
    /// How calls prove who makes them.
    pub auth: Auth,
    /// Path parameters that a client is given once.
    #[serde(default)]
    pub client_params: Entries<ClientParam>,
    /// How long one attempt may take, such as `60s`.
    pub timeout: Option<Spanned<String>>,
    /// What is tried again.
    pub retries: Option<Retries>,
    /// The response header that carries the request's id.
    pub request_id: Option<Spanned<String>>,
    /// How lists are cut into pages.
    pub pagination: Option<Pagination>,
    /// What is sent beside the events of streams.
    pub events: Option<Events>,
    /// The union of the events that the API sends to webhooks.
    pub webhooks: Option<Spanned<String>>,
    /// The model of an error's body.
    pub error: Option<Short<ErrorShape>>,
}

/// The emitted package.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Package {
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
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Auth {
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
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientParam {
    /// The variable that holds it.
    pub env: Option<Spanned<String>>,
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// What is tried again.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retries {
    /// How often at most.
    pub max: Spanned<u32>,
    /// The statuses that may pass.
    pub statuses: Vec<Spanned<u16>>,
}

/// How lists are cut into pages: by a cursor, by page numbers, by offsets, or by links.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
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
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// The names of events that only keep the connection open, and are not decoded.
    pub housekeeping: Vec<Spanned<String>>,
}

/// The model of an error's body: its name alone, or with the fields that matter.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorShape {
    /// The model.
    pub model: Spanned<String>,
    /// The path of the text for people; `message` where it is not given.
    pub message: Option<Spanned<String>>,
}

/// `shared.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedFile {
    /// Models that several resources use.
    #[serde(default)]
    pub models: Entries<Model>,
}

/// `resources/<name>.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResourceFile {
    /// What the resource is.
    pub docs: Option<Spanned<String>>,
    /// What the routes of its methods start with.
    pub path: Option<Spanned<String>>,
    /// Path parameters of its methods.
    #[serde(default)]
    pub params: Entries<Short<Param>>,
    /// Its methods.
    #[serde(default)]
    pub methods: Entries<Method>,
    /// The models that only it uses.
    #[serde(default)]
    pub models: Entries<Model>,
    /// What stands in for it in tests, and keeps what it is given.
    pub fake: Option<Short<Fake>>,
}

/// What stands in for a resource in tests: the path of an item's id alone, or more.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fake {
    /// The path of an item's id, such as `metadata.id`.
    pub id: Spanned<String>,
    /// What may stand in place of an id: text in front, and the path of the rest in an item.
    #[serde(default)]
    pub aliases: Entries<Spanned<String>>,
    /// The query parameter with the most items of a page.
    pub limit: Option<Spanned<String>>,
    /// Query parameters that items must match, and the paths of what is held against them.
    #[serde(default)]
    pub matches: Entries<Spanned<String>>,
    /// Query parameters that texts of items must begin with, and the paths of the texts.
    #[serde(default)]
    pub starts: Entries<Spanned<String>>,
    /// Query parameters that change nothing.
    #[serde(default)]
    pub ignores: Vec<Spanned<String>>,
}

/// A path parameter: its docs alone, or more.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Param {
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// Its type; `string` where it is not given.
    #[serde(rename = "type")]
    #[schemars(with = "Option<schema::TypeText>")]
    pub ty: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// A method of a resource.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// HTTP method and path, such as `GET /{id}`.
    #[schemars(with = "schema::RouteText")]
    pub route: Spanned<String>,
    /// What it does.
    pub docs: Option<Spanned<String>>,
    /// Path parameters that only it has.
    #[serde(default)]
    pub params: Entries<Short<Param>>,
    /// Its query parameters, in the order in which they are sent.
    #[serde(default)]
    pub query: Entries<Short<Field>>,
    /// What it sends: the fields of an object, or one type.
    pub body: Option<Body>,
    /// What it gives back; nothing where it is not given.
    #[schemars(with = "Option<schema::ReturnsText>")]
    pub returns: Option<Spanned<String>>,
    /// Paging that differs from the API's.
    pub pagination: Option<Pagination>,
    /// Events that differ from the API's.
    pub events: Option<Events>,
    /// A documented call.
    pub example: Option<Example>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// What a method sends.
#[derive(Clone, Debug)]
pub enum Body {
    /// A JSON object of these fields.
    Fields(Entries<Short<Field>>),
    /// A value of this type.
    Whole(Spanned<String>),
}

/// A documented call.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The body that is sent.
    pub request: Option<Node>,
    /// The body that comes back.
    pub response: Option<Node>,
}

/// A field of a model or body, or a query parameter: its type alone, or more.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its type.
    #[serde(rename = "type")]
    #[schemars(with = "schema::TypeText")]
    pub ty: Spanned<String>,
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// Whether only the API sets it.
    pub read_only: Option<Spanned<bool>>,
    /// The setter that adds one entry, for maps and filters.
    pub entry: Option<Spanned<String>>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// The name on the wire where the key is not it.
    pub wire: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// A model: a struct with `fields`, an enum with `values`, or a union with `variants`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// The fields of a struct.
    pub fields: Option<Entries<Short<Field>>>,
    /// The values of an enum.
    pub values: Option<Values>,
    /// The type of what an object has besides its fields; it is dropped where this is not given.
    #[schemars(with = "Option<schema::TypeText>")]
    pub additional: Option<Spanned<String>>,
    /// The key that tells the variants of a union apart.
    pub tag: Option<Spanned<String>>,
    /// The variants of a union, by their tags.
    pub variants: Option<Entries<Short<Variant>>>,
    /// What every value of an enum, or every tag of a union, starts with on the wire.
    pub prefix: Option<Spanned<String>>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// Warnings that are not to be told of it, by their codes.
    #[serde(default)]
    pub allow: Vec<Spanned<String>>,
}

/// The values of an enum: a list of words, or a mapping to docs.
#[derive(Clone, Debug)]
pub struct Values(pub Entries<Short<EnumValue>>);

/// A value of an enum: nothing, its docs alone, or more.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnumValue {
    /// What it means.
    pub docs: Option<Spanned<String>>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// A variant of a union: the type of the value under the key that is its tag, or more.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The type of the value under the key that is the tag; `empty` for an empty object.
    #[serde(rename = "type")]
    #[schemars(with = "Option<schema::TypeText>")]
    pub ty: Option<Spanned<String>>,
    /// The model whose fields stand beside the tag.
    pub flat: Option<Spanned<String>>,
    /// What it means.
    pub docs: Option<Spanned<String>>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// Reads one file. `None` where nothing of it could be used; the problems say why.
#[must_use]
pub fn parse<T: DeserializeOwned>(file: FileId, text: &str) -> (Option<T>, Vec<Problem>) {
    let node = match node::parse(file, text) {
        Ok(node) => node,
        Err(problem) => return (None, vec![problem]),
    };
    let problems = RefCell::new(Vec::new());
    let reader = read::Reader {
        node: &node,
        problems: &problems,
    };
    let value = T::deserialize(reader);
    let mut problems = problems.into_inner();
    match value {
        Ok(value) => (Some(value), problems),
        Err(problem) => {
            problems.push(problem.or_at(node.span));
            (None, problems)
        }
    }
}

//! `resources/<name>.yaml` and `shared.yaml`, without the models.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

use super::{
    super::{
        entries::Entries,
        key_path::KeyPath,
        shorthand::{FromText, Shorthand},
        tree::{Node, present},
        unquoted::Unquoted,
    },
    api::{EventsDecl, Pagination},
    auth::MethodAuthDecl,
    body::{BodyDecl, BodyFormatDecl},
    header::HeaderDecl,
    model::{FieldDecl, ModelDecl},
    retries::MethodRetries,
    upload::UploadDecl,
    wait::WaitDecl,
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::{ReturnsText, RouteText, StatusWords, TypeText};

/// `shared.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SharedFile {
    /// Models that several resources use.
    #[serde(default)]
    pub models: Entries<ModelDecl>,
}

/// `resources/<name>.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResourceFile {
    /// Documentation of the resource.
    pub docs: Option<Spanned<String>>,
    /// Beginning of the paths of all routes.
    pub path: Option<Spanned<String>>,
    /// Path parameters of the methods.
    #[serde(default)]
    pub params: Entries<Shorthand<ParamDecl>>,
    /// Query parameters of all methods. They are sent before those of a method.
    #[serde(default)]
    pub query: Entries<Shorthand<FieldDecl>>,
    /// Server of all methods, from `servers` in `api.yaml`; `default` is that of the base URL.
    pub server: Option<Spanned<String>>,
    /// Headers of the requests of all methods.
    #[serde(default)]
    pub headers: Entries<Shorthand<HeaderDecl>>,
    /// Media type of the responses that all methods ask for, if it differs from that in `api.yaml`.
    pub accepts: Option<Spanned<String>>,
    /// Methods.
    #[serde(default)]
    pub methods: Entries<MethodDecl>,
    /// Models that only this resource uses.
    #[serde(default)]
    pub models: Entries<ModelDecl>,
    /// In-memory fake for tests.
    pub fake: Option<Shorthand<FakeDecl>>,
}

/// In-memory fake of a resource for tests. Short form: the path of the id of an item.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FakeDecl {
    /// Path of the id of an item, such as `metadata.id`.
    pub id: Spanned<KeyPath>,
    /// Aliases of an id: a prefix, and the path of the rest in an item.
    #[serde(default)]
    pub aliases: Entries<Spanned<KeyPath>>,
    /// Query parameter of the page size.
    pub limit: Option<Spanned<String>>,
    /// Query parameters that filter items by an equal value, and the paths of the values.
    #[serde(default)]
    pub matches: Entries<Spanned<KeyPath>>,
    /// Query parameters that filter items by the beginning of a string, and the paths of the strings.
    #[serde(default)]
    pub starts: Entries<Spanned<KeyPath>>,
    /// Query parameters that are ignored.
    #[serde(default)]
    pub ignores: Vec<Spanned<String>>,
}

impl FromText for FakeDecl {
    const EXPECTED: &'static str =
        "the path of the id of an item with dots between its keys, or a mapping with `id:`";

    fn from_text(id: Spanned<String>) -> Self {
        Self {
            id: Spanned {
                value: KeyPath::dotted(&id),
                span: id.span,
            },
            aliases: Entries::default(),
            limit: None,
            matches: Entries::default(),
            starts: Entries::default(),
            ignores: Vec::new(),
        }
    }
}

/// Path parameter. Short form: its docs.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParamDecl {
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Type; `string` by default.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub ty: Option<Spanned<String>>,
    /// A believable value, which documentation and tests use.
    #[serde(default, deserialize_with = "present")]
    pub example: Option<Node>,
    /// For a parameter under `client_params` in `api.yaml`: whether calls take it as an argument, so that they do not use the
    /// value of the client; `false` by default.
    pub required: Option<Spanned<bool>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

impl FromText for ParamDecl {
    const EXPECTED: &'static str = "the docs of the parameter, or a mapping";

    fn from_text(docs: Spanned<String>) -> Self {
        Self {
            docs: Some(docs),
            ..Self::default()
        }
    }
}

/// Method of a resource.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodDecl {
    /// HTTP method and path, such as `GET /{id}`.
    #[cfg_attr(feature = "schema", schemars(with = "RouteText"))]
    pub route: Spanned<String>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Path parameters of this method only.
    #[serde(default)]
    pub params: Entries<Shorthand<ParamDecl>>,
    /// Query parameters, in the order in which they are sent.
    #[serde(default)]
    pub query: Entries<Shorthand<FieldDecl>>,
    /// Query parameters and headers of the resource, and headers of the API, that the method does not have.
    #[serde(default)]
    pub without: Vec<Spanned<String>>,
    /// Server, if it differs from that of the resource.
    pub server: Option<Spanned<String>>,
    /// Headers of the request.
    #[serde(default)]
    pub headers: Entries<Shorthand<HeaderDecl>>,
    /// Media type of the response that is asked for, if it differs from that of the resource.
    pub accepts: Option<Spanned<String>>,
    /// Request body: the fields of an object, or one type.
    pub body: Option<BodyDecl>,
    /// Type of a request body that a call may leave out.
    #[serde(rename = "body?")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub optional_body: Option<BodyDecl>,
    /// Format of the request body, if it differs from the default in `api.yaml`.
    pub body_format: Option<Shorthand<BodyFormatDecl>>,
    /// Media type of the request body, such as `application/merge-patch+json` or `text/csv`.
    pub sends: Option<Spanned<String>>,
    /// Type of the result; nothing by default.
    #[cfg_attr(feature = "schema", schemars(with = "Option<ReturnsText>"))]
    pub returns: Option<Spanned<String>>,
    /// Statuses with a meaning of their own: `pending`, `nothing`, `not_modified`, `text`, `download` or `redirect`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "StatusWords"))]
    pub statuses: Option<Entries<Spanned<String>>>,
    /// Request header for the idempotency key, if it differs from the default in `api.yaml`; `none` for no key.
    pub idempotency: Option<Spanned<String>>,
    /// Timeout of one attempt, if it differs from the default in `api.yaml`.
    pub timeout: Option<Spanned<Unquoted>>,
    /// Retries, if they differ from the default in `api.yaml`.
    pub retries: Option<MethodRetries>,
    /// Whether the server may process a request more than once, if the HTTP method does not say it.
    pub idempotent: Option<Spanned<bool>>,
    /// Authentication, if it differs from that in `api.yaml`.
    #[cfg_attr(feature = "schema", schemars(with = "Option<MethodAuthDecl>"))]
    pub auth: Option<Spanned<MethodAuthDecl>>,
    /// Whether documentation leaves the method out; `false` by default.
    pub hidden: Option<Spanned<bool>>,
    /// Pagination, if it differs from the default in `api.yaml`.
    pub pagination: Option<Spanned<Pagination>>,
    /// Model of the other fields of a page, for a method that returns pages.
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub envelope: Option<Spanned<String>>,
    /// Settings of the event stream, if they differ from the default in `api.yaml`.
    pub events: Option<EventsDecl>,
    /// States of the result for which a call can wait.
    pub wait: Option<WaitDecl>,
    /// Values of the result that tell where content is uploaded after the call.
    pub upload: Option<UploadDecl>,
    /// Example of a call.
    pub example: Option<Example>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name, and that of the request type; derived from the key by default.
    pub rust: Option<Shorthand<MethodNamesDecl>>,
}

/// Rust names of a method and of its request type. Short form: the name of the method.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodNamesDecl {
    /// Rust name of the method; derived from the key by default.
    pub method: Option<Spanned<String>>,
    /// Rust name of the request type; by default, the names of the resource and of the method.
    #[serde(deserialize_with = "required")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub request: Option<Spanned<String>>,
}

/// Reads a key that the long form must have, while the short form does not have it.
fn required<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Spanned<String>>, D::Error> {
    Spanned::deserialize(deserializer).map(Some)
}

impl FromText for MethodNamesDecl {
    const EXPECTED: &'static str = "the Rust name of the method, or a mapping with `request:`";

    fn from_text(method: Spanned<String>) -> Self {
        Self {
            method: Some(method),
            request: None,
        }
    }
}

/// Example of a call.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Request body.
    #[serde(default, deserialize_with = "present")]
    pub request: Option<Node>,
    /// Response body.
    #[serde(default, deserialize_with = "present")]
    pub response: Option<Node>,
}

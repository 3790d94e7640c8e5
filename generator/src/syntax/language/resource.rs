//! `resources/<name>.yaml` and `shared.yaml`, but for their models.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};
use std::fmt;

use super::{
    super::{
        entries::Entries,
        shorthand::{FromText, SHORT, Short},
        tree::Node,
    },
    api::{EventsDecl, Pagination},
    model::{FieldDecl, ModelDecl},
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::{ReturnsText, RouteText, TypeText};

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
    /// What the resource is.
    pub docs: Option<Spanned<String>>,
    /// What the routes of its methods start with.
    pub path: Option<Spanned<String>>,
    /// Path parameters of its methods.
    #[serde(default)]
    pub params: Entries<Short<ParamDecl>>,
    /// Its methods.
    #[serde(default)]
    pub methods: Entries<MethodDecl>,
    /// The models that only it uses.
    #[serde(default)]
    pub models: Entries<ModelDecl>,
    /// What stands in for it in tests, and keeps what it is given.
    pub fake: Option<Short<FakeDecl>>,
}

/// What stands in for a resource in tests: the path of an item's id alone, or more.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FakeDecl {
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

impl FromText for FakeDecl {
    const EXPECTED: &'static str = "the path of the id of an item, or a mapping with `id:`";

    fn from_text(id: Spanned<String>) -> Self {
        Self {
            id,
            aliases: Entries::default(),
            limit: None,
            matches: Entries::default(),
            starts: Entries::default(),
            ignores: Vec::new(),
        }
    }
}

/// A path parameter: its docs alone, or more.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParamDecl {
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// Its type; `string` where it is not given.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub ty: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
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

/// A method of a resource.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodDecl {
    /// HTTP method and path, such as `GET /{id}`.
    #[cfg_attr(feature = "schema", schemars(with = "RouteText"))]
    pub route: Spanned<String>,
    /// What it does.
    pub docs: Option<Spanned<String>>,
    /// Path parameters that only it has.
    #[serde(default)]
    pub params: Entries<Short<ParamDecl>>,
    /// Its query parameters, in the order in which they are sent.
    #[serde(default)]
    pub query: Entries<Short<FieldDecl>>,
    /// What it sends: the fields of an object, or one type.
    pub body: Option<BodyDecl>,
    /// What it gives back; nothing where it is not given.
    #[cfg_attr(feature = "schema", schemars(with = "Option<ReturnsText>"))]
    pub returns: Option<Spanned<String>>,
    /// Paging that differs from the API's.
    pub pagination: Option<Pagination>,
    /// Events that differ from the API's.
    pub events: Option<EventsDecl>,
    /// A documented call.
    pub example: Option<Example>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

/// What a method sends.
#[derive(Clone, Debug)]
pub enum BodyDecl {
    /// A JSON object of these fields.
    Fields(Entries<Short<FieldDecl>>),
    /// A value of this type.
    Whole(Spanned<String>),
}

impl<'de> Deserialize<'de> for BodyDecl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BodyVisitor;
        impl<'de> Visitor<'de> for BodyVisitor {
            type Value = BodyDecl;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping of fields, or a type")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<BodyDecl, A::Error> {
                let ty = one
                    .next_element()?
                    .ok_or_else(|| de::Error::custom("expected a type"))?;
                Ok(BodyDecl::Whole(ty))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<BodyDecl, D::Error> {
                Entries::deserialize(deserializer).map(BodyDecl::Fields)
            }
        }
        deserializer.deserialize_newtype_struct(SHORT, BodyVisitor)
    }
}

/// A documented call.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The body that is sent.
    pub request: Option<Node>,
    /// The body that comes back.
    pub response: Option<Node>,
}

//! Models and their fields.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    super::{
        entries::Entries,
        key_path::KeyPath,
        shorthand::{FromText, Shorthand},
        tree::{Node, present},
    },
    values::Values,
    variant::{AlternativeDecl, VariantDecl},
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::TypeText;

/// Field of a model or body, or query parameter: a value with a type, or a constant. Short form: its type.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(extend("anyOf" = [{ "required": ["type"] }, { "required": ["const"] }]))
)]
#[serde(deny_unknown_fields)]
pub struct FieldDecl {
    /// Type. A constant has none.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub ty: Spanned<String>,
    /// Value that is always sent and expected, in place of `type`: a text, an integer or a boolean.
    #[serde(rename = "const", default, deserialize_with = "present")]
    #[cfg_attr(
        feature = "schema",
        schemars(extend("type" = ["string", "integer", "boolean"]))
    )]
    pub constant: Option<Node>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// A believable value, by the rules of the wire. Documentation and tests use it.
    #[serde(default, deserialize_with = "present")]
    pub example: Option<Node>,
    /// Whether only the API sets the field.
    pub read_only: Option<Spanned<bool>>,
    /// Name of the setter that adds one entry, for maps and label filters.
    pub entry: Option<Spanned<String>>,
    /// Form of a list or an object in a query; `repeated` for a list and `deep` for an object by default.
    pub style: Option<Spanned<QueryStyleDecl>>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Wire name; the key by default.
    pub wire: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

impl FromText for FieldDecl {
    const EXPECTED: &'static str = "a type, or a mapping with `type:` or `const:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty,
            constant: None,
            docs: None,
            example: None,
            read_only: None,
            entry: None,
            style: None,
            deprecated: None,
            wire: None,
            rust: None,
        }
    }
}

/// Form of a list or an object in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QueryStyleDecl {
    /// The key for each item: `a=1&a=2`.
    Repeated,
    /// The key with brackets for each item: `a[]=1&a[]=2`.
    Brackets,
    /// All items in one value: `a=1,2`.
    Comma,
    /// The keys of an object in brackets: `a[b]=1&a[c][d]=2`.
    Deep,
}

impl QueryStyleDecl {
    /// Returns the word for it in a description.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Repeated => "repeated",
            Self::Brackets => "brackets",
            Self::Comma => "comma",
            Self::Deep => "deep",
        }
    }
}

/// Model: a struct with `fields`, an enum with `values`, or a union with `variants` or `one_of`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelDecl {
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Model from which a value of this struct can be created: it has the same fields, and maybe more.
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub from: Option<Spanned<String>>,
    /// Models whose fields this struct has as well, before its own.
    #[serde(default)]
    pub includes: Vec<Spanned<String>>,
    /// Fields of a struct.
    pub fields: Option<Entries<Shorthand<FieldDecl>>>,
    /// Values of an enum.
    pub values: Option<Values>,
    /// Type of the values of unknown keys of an object; by default, unknown keys are dropped.
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub additional: Option<Spanned<String>>,
    /// Whether fields that are not described are kept and sent back; that of `api.yaml` by default.
    pub unknown_fields: Option<Spanned<UnknownFieldsDecl>>,
    /// Key that tells the variants of a union apart, or the path of keys to it.
    pub tag: Option<Spanned<KeyPath>>,
    /// Variants of a union, by their tags.
    pub variants: Option<Entries<Shorthand<VariantDecl>>>,
    /// Variants of a union without a tag, by their names: the form of a value tells them apart.
    pub one_of: Option<Entries<Shorthand<AlternativeDecl>>>,
    /// Prefix of all values of an enum, or of all tags of a union, on the wire.
    pub prefix: Option<Spanned<String>>,
    /// A believable value, by the rules of the wire. Documentation and tests use it.
    #[serde(default, deserialize_with = "present")]
    pub example: Option<Node>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
    /// Codes of warnings that are not reported for the model.
    #[serde(default)]
    pub allow: Vec<Spanned<String>>,
}

/// Treatment of fields that are not described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownFieldsDecl {
    /// They are kept and sent back.
    Keep,
    /// They are dropped, and only reported.
    Drop,
}

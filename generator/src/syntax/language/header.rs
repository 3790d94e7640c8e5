//! `headers:` and `response_headers:`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::{
    shorthand::FromText,
    tree::{Node, present},
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::TypeText;

/// Request header: a constant, or a parameter with a type. Short form: the constant value.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeaderDecl {
    /// Value that is always sent.
    #[serde(rename = "const")]
    pub constant: Option<Spanned<String>>,
    /// Type of the value that callers give.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub ty: Option<Spanned<String>>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// A believable value. Documentation and tests use it.
    #[serde(default, deserialize_with = "present")]
    pub example: Option<Node>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name of the argument or setter; derived from the key by default.
    pub rust: Option<Spanned<String>>,
    /// Whether the short form was written.
    #[serde(skip)]
    pub is_short: bool,
}

impl FromText for HeaderDecl {
    const EXPECTED: &'static str =
        "a constant value in quotes, or a mapping with `const:` or `type:`";

    fn from_text(constant: Spanned<String>) -> Self {
        Self {
            constant: Some(constant),
            is_short: true,
            ..Self::default()
        }
    }
}

/// Header of responses. Short form: the type of its value.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResponseHeaderDecl {
    /// Type.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "TypeText"))]
    pub ty: Spanned<String>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

impl FromText for ResponseHeaderDecl {
    const EXPECTED: &'static str = "a type, or a mapping with `type:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty,
            docs: None,
            rust: None,
        }
    }
}

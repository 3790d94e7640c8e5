//! Variants of unions.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::super::shorthand::FromText;
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::TypeText;

/// Variant of a union. Short form: the type of the value under the key that is its tag.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariantDecl {
    /// Type of the value under the key that is the tag; `empty` for an empty object.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub ty: Option<Spanned<String>>,
    /// Tag, if it is an integer.
    pub value: Option<Spanned<i64>>,
    /// Model whose fields are beside the tag.
    pub flat: Option<Spanned<String>>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

impl FromText for VariantDecl {
    const EXPECTED: &'static str = "a type, or a mapping";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty: Some(ty),
            ..Self::default()
        }
    }
}

/// Variant of a union without a tag. Short form: the type of its values.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AlternativeDecl {
    /// Type of the values.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "TypeText"))]
    pub ty: Spanned<String>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

impl FromText for AlternativeDecl {
    const EXPECTED: &'static str = "a type, or a mapping with `type:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty,
            docs: None,
            deprecated: None,
            rust: None,
        }
    }
}

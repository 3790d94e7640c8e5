//! Models and their fields.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};
use std::fmt;

use super::super::{
    entries::Entries,
    shorthand::{FromText, Short},
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::TypeText;

/// A field of a model or body, or a query parameter: its type alone, or more.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldDecl {
    /// Its type.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "TypeText"))]
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

impl FromText for FieldDecl {
    const EXPECTED: &'static str = "a type, or a mapping with `type:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty,
            docs: None,
            read_only: None,
            entry: None,
            deprecated: None,
            wire: None,
            rust: None,
        }
    }
}

/// A model: a struct with `fields`, an enum with `values`, or a union with `variants`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelDecl {
    /// What it is.
    pub docs: Option<Spanned<String>>,
    /// The fields of a struct.
    pub fields: Option<Entries<Short<FieldDecl>>>,
    /// The values of an enum.
    pub values: Option<Values>,
    /// The type of what an object has besides its fields; it is dropped where this is not given.
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub additional: Option<Spanned<String>>,
    /// The key that tells the variants of a union apart.
    pub tag: Option<Spanned<String>>,
    /// The variants of a union, by their tags.
    pub variants: Option<Entries<Short<VariantDecl>>>,
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
pub struct Values(pub Entries<Short<EnumValueDecl>>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValuesVisitor;
        impl<'de> Visitor<'de> for ValuesVisitor {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of values, or a mapping of values to docs")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
                let mut values = Entries::default();
                while let Some(word) = list.next_element()? {
                    values.entries.push((word, Short::default()));
                }
                Ok(Values(values))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Values, A::Error> {
                Entries::deserialize(de::value::MapAccessDeserializer::new(map)).map(Values)
            }
        }
        deserializer.deserialize_any(ValuesVisitor)
    }
}

/// A value of an enum: nothing, its docs alone, or more.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnumValueDecl {
    /// What it means.
    pub docs: Option<Spanned<String>>,
    /// Why not to use it any more.
    pub deprecated: Option<Spanned<String>>,
    /// The Rust name where the natural one will not do.
    pub rust: Option<Spanned<String>>,
}

impl FromText for EnumValueDecl {
    const EXPECTED: &'static str = "the docs of the value, or a mapping";

    fn from_text(docs: Spanned<String>) -> Self {
        Self {
            docs: Some(docs),
            ..Self::default()
        }
    }

    fn from_nothing() -> Option<Self> {
        Some(Self::default())
    }
}

/// A variant of a union: the type of the value under the key that is its tag, or more.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariantDecl {
    /// The type of the value under the key that is the tag; `empty` for an empty object.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
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

impl FromText for VariantDecl {
    const EXPECTED: &'static str = "a type, or a mapping";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty: Some(ty),
            ..Self::default()
        }
    }
}

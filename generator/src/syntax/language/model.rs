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
    shorthand::{FromText, Shorthand},
    tree::{Node, present},
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::TypeText;

/// Field of a model or body, or query parameter. Short form: its type.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldDecl {
    /// Type.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "TypeText"))]
    pub ty: Spanned<String>,
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
    const EXPECTED: &'static str = "a type, or a mapping with `type:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self {
            ty,
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

/// Model: a struct with `fields`, an enum with `values`, or a union with `variants`.
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
    /// Key that tells the variants of a union apart.
    pub tag: Option<Spanned<String>>,
    /// Variants of a union, by their tags.
    pub variants: Option<Entries<Shorthand<VariantDecl>>>,
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

/// What happens to fields that are not described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnknownFieldsDecl {
    /// They are kept and sent back.
    Keep,
    /// They are dropped, and only reported.
    Drop,
}

/// Values of an enum: a list of values, or a mapping of values to docs.
#[derive(Clone, Debug)]
pub struct Values {
    /// Values, with what is described of them.
    pub entries: Entries<Shorthand<EnumValueDecl>>,
    /// Whether they are a list, in which only the values themselves are described.
    pub is_list: bool,
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValuesVisitor;
        impl<'de> Visitor<'de> for ValuesVisitor {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of values, or a mapping of values to docs")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
                let mut entries = Entries::default();
                while let Some(EnumWord(word)) = list.next_element()? {
                    entries.entries.push((word, Shorthand::default()));
                }
                Ok(Values {
                    entries,
                    is_list: true,
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Values, A::Error> {
                let entries = Entries::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Values {
                    entries,
                    is_list: false,
                })
            }
        }
        deserializer.deserialize_any(ValuesVisitor)
    }
}

/// Value of an enum in a list. The reader has a message of its own for numbers.
#[derive(Deserialize)]
#[serde(rename = "$enum_word")]
struct EnumWord(Spanned<String>);

/// Name of the newtype with which [`EnumWord`] asks for its value.
pub(in crate::syntax) const ENUM_WORD: &str = "$enum_word";

/// Value of an enum. Short forms: nothing, or its docs.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnumValueDecl {
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
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

/// Variant of a union. Short form: the type of the value under the key that is its tag.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariantDecl {
    /// Type of the value under the key that is the tag; `empty` for an empty object.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<TypeText>"))]
    pub ty: Option<Spanned<String>>,
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

//! Values of enums.

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
};
use crate::source::Spanned;

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

/// Value of an enum. Short forms: nothing, its docs, or the integer on the wire.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EnumValueDecl {
    /// Value on the wire, if it is an integer.
    pub value: Option<Spanned<i64>>,
    /// Documentation.
    pub docs: Option<Spanned<String>>,
    /// Reason why it is deprecated.
    pub deprecated: Option<Spanned<String>>,
    /// Rust name; derived from the key by default.
    pub rust: Option<Spanned<String>>,
}

impl FromText for EnumValueDecl {
    const EXPECTED: &'static str = "the docs of the value, an integer, or a mapping";

    fn from_text(docs: Spanned<String>) -> Self {
        Self {
            docs: Some(docs),
            ..Self::default()
        }
    }

    fn from_nothing() -> Option<Self> {
        Some(Self::default())
    }

    fn from_integer(number: Spanned<i64>) -> Option<Self> {
        Some(Self {
            value: Some(number),
            ..Self::default()
        })
    }
}

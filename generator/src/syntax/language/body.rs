//! `body:`, `body?:` and `body_format:`.

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
        shorthand::{FromText, SHORTHAND, Shorthand},
    },
    model::FieldDecl,
};
use crate::source::Spanned;
#[cfg(feature = "schema")]
use crate::syntax::schema::words::{BodyFormatText, FormListsText};

/// Request body of a method.
#[derive(Clone, Debug)]
pub enum BodyDecl {
    /// Object with these fields.
    Fields(Entries<Shorthand<FieldDecl>>),
    /// Value of this type.
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
        deserializer.deserialize_newtype_struct(SHORTHAND, BodyVisitor)
    }
}

/// Format of request bodies. Short form: its type.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BodyFormatDecl {
    /// Format.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "BodyFormatText"))]
    pub ty: Spanned<String>,
    /// Names of the items of lists in a form.
    #[cfg_attr(feature = "schema", schemars(with = "Option<FormListsText>"))]
    pub lists: Option<Spanned<String>>,
}

impl FromText for BodyFormatDecl {
    const EXPECTED: &'static str = "the format of the body, or a mapping with `type:`";

    fn from_text(ty: Spanned<String>) -> Self {
        Self { ty, lists: None }
    }
}

//! `retries:` of a method.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, SeqAccess, Visitor},
};
use std::fmt;

use crate::source::Spanned;

/// Name of the newtype with which [`MethodRetries`] asks for a number or a mapping.
pub(in crate::syntax) const NUMBER_OR_MAPPING: &str = "$number_or_mapping";

/// Retries of a method. Short form: their maximum number.
#[derive(Clone, Debug)]
pub struct MethodRetries(pub MethodRetriesDecl);

/// Retries that differ from those of the API.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MethodRetriesDecl {
    /// Maximum number of retries.
    pub max: Option<Spanned<u32>>,
    /// Statuses that are retried.
    pub statuses: Option<Vec<Spanned<u32>>>,
}

impl<'de> Deserialize<'de> for MethodRetries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RetriesVisitor;
        impl<'de> Visitor<'de> for RetriesVisitor {
            type Value = MethodRetries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or a mapping with `max:` or `statuses:`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut one: A) -> Result<MethodRetries, A::Error> {
                let max = one
                    .next_element()?
                    .ok_or_else(|| de::Error::custom("expected a number"))?;
                Ok(MethodRetries(MethodRetriesDecl {
                    max: Some(max),
                    statuses: None,
                }))
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<MethodRetries, D::Error> {
                MethodRetriesDecl::deserialize(deserializer).map(MethodRetries)
            }
        }
        deserializer.deserialize_newtype_struct(NUMBER_OR_MAPPING, RetriesVisitor)
    }
}

#[cfg(feature = "schema")]
impl JsonSchema for MethodRetries {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MethodRetriesForms".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let number = generator.subschema_for::<u32>();
        let mapping = generator.subschema_for::<MethodRetriesDecl>();
        schemars::json_schema!({ "anyOf": [number, mapping] })
    }
}

//! Text that is often written without quotes, so that YAML reads it as a number.

use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};
use std::{
    fmt::{self, Display},
    ops::Deref,
};

/// Name of the newtype with which [`Unquoted`] asks for a text or a number.
pub(super) const UNQUOTED: &str = "$unquoted";

/// Text such as a duration, which YAML reads as a number if its unit is missing. A number is accepted as text, so that the
/// message about the text says what is wrong: quotes alone would not help.
#[derive(Clone, Debug)]
pub struct Unquoted(pub String);

impl Deref for Unquoted {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Display for Unquoted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Unquoted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(UNQUOTED, UnquotedVisitor)
    }
}

struct UnquotedVisitor;

impl<'de> Visitor<'de> for UnquotedVisitor {
    type Value = Unquoted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, text: D) -> Result<Unquoted, D::Error> {
        String::deserialize(text).map(Unquoted)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Unquoted, E> {
        Ok(Unquoted(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Unquoted, E> {
        Ok(Unquoted(format!("{number:?}")))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Unquoted {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

//! Query parameters.

use super::{
    constant::Constant,
    types::{Docs, Presence, Type},
};
use crate::names::Name;
use serde_json::Value as Json;
use std::borrow::Cow;

/// A query parameter.
#[derive(Clone, Debug)]
pub struct QueryParam {
    /// Name.
    pub name: Name,
    /// Documentation.
    pub docs: Docs,
    /// Note that it is deprecated.
    pub deprecated: Option<String>,
    /// Whether it is optional.
    pub presence: Presence,
    /// Value that it always has. Such a parameter is no argument and has no setter.
    pub constant: Option<Constant>,
    /// Documented value.
    pub example: Option<Json>,
    /// Serialization in the URL.
    pub style: QueryStyle,
}

impl QueryParam {
    /// Returns the key in the URL; that of a struct or a map has the keys inside of it behind.
    #[must_use]
    pub fn key(&self) -> Cow<'_, str> {
        let wire = self.name.wire();
        match &self.style {
            QueryStyle::List(_, ListStyle::Brackets) => Cow::Owned(format!("{wire}[]")),
            QueryStyle::List(_, ListStyle::Repeated | ListStyle::Comma)
            | QueryStyle::One(_)
            | QueryStyle::Deep(_)
            | QueryStyle::Pairs { .. } => Cow::Borrowed(wire),
        }
    }
}

/// Serialization of a query parameter in the URL.
#[derive(Clone, Debug)]
pub enum QueryStyle {
    /// One key and one value.
    One(Type),
    /// A list of values.
    List(Type, ListStyle),
    /// A struct or a map, whose keys are in brackets.
    Deep(Type),
    /// `k=v` pairs, joined by commas.
    Pairs {
        /// Setter that adds one pair.
        entry: Option<Name>,
    },
}

/// Returns `true` if a key can be inside of brackets: it is not empty, and has no brackets itself.
#[must_use]
pub fn can_be_in_brackets(key: &str) -> bool {
    !key.is_empty() && !key.contains(['[', ']'])
}

/// Serialization of a list in the URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// The name of the parameter as the key of each value.
    Repeated,
    /// The name and `[]` as the key of each value.
    Brackets,
    /// One key, and the values with commas between them.
    Comma,
}

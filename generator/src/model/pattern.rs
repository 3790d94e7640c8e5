//! Patterns of JSON values, which tell the variants of a union apart.

use super::constant::Constant;
use serde_json::Value as Json;

/// Kind of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// An array.
    List,
    /// An object.
    Object,
}

/// Form of JSON values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Kinds that a value may have.
    pub kinds: Vec<JsonKind>,
    /// Kinds that the first item of a list may have; empty if it may have any. An empty list always fits.
    pub items: Vec<JsonKind>,
    /// Keys that an object must have, with a value other than `null`.
    pub keys: Vec<String>,
    /// Values that an object must have under these keys.
    pub constants: Vec<(String, Constant)>,
}

impl JsonKind {
    /// Returns the kind of a value; `None` for `null`.
    #[must_use]
    pub fn of(json: &Json) -> Option<Self> {
        match json {
            Json::Null => None,
            Json::Bool(_) => Some(Self::Boolean),
            Json::Number(_) => Some(Self::Number),
            Json::String(_) => Some(Self::Text),
            Json::Array(_) => Some(Self::List),
            Json::Object(_) => Some(Self::Object),
        }
    }
}

impl Pattern {
    /// Creates the pattern of all values of these kinds.
    #[must_use]
    pub fn of(kinds: Vec<JsonKind>) -> Self {
        Self {
            kinds,
            items: Vec::new(),
            keys: Vec::new(),
            constants: Vec::new(),
        }
    }

    /// Returns `true` if a value has the form.
    #[must_use]
    pub fn matches(&self, json: &Json) -> bool {
        let is_kind =
            |kinds: &[JsonKind], json| JsonKind::of(json).is_some_and(|kind| kinds.contains(&kind));
        let has_items = match json {
            Json::Array(items) => {
                self.items.is_empty() || items.first().is_none_or(|item| is_kind(&self.items, item))
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
                true
            }
        };
        let has_key = |key: &String| json.get(key).is_some_and(|value| !value.is_null());
        let has_constant =
            |(key, constant): &(String, Constant)| json.get(key) == Some(&constant.json());
        is_kind(&self.kinds, json)
            && has_items
            && self.keys.iter().all(has_key)
            && self.constants.iter().all(has_constant)
    }
}

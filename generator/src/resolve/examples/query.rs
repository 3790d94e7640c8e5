//! Examples of query parameters.

use super::Examples;
use crate::{
    model::{ListStyle, Presence, QueryStyle, Type, can_be_in_brackets},
    syntax::Node,
};
use serde_json::Value;

impl Examples<'_> {
    /// Reads an example of a query parameter. A list is sent as one pair for each item, so that an empty one is not sent.
    pub(in crate::resolve) fn query(
        self,
        node: &Node,
        ty: &Type,
        presence: Presence,
        style: &QueryStyle,
    ) -> Option<Value> {
        let value = self.value(node, ty)?;
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        if is_empty && presence == Presence::Required {
            let message = "an empty list is not sent, but the query parameter is required";
            let help = "write at least one item, or make the parameter optional with `?`";
            self.report(node, message, help);
            return None;
        }
        let (is_wrong, message, help) = match style {
            QueryStyle::List(_, ListStyle::Comma) => (
                has_comma(&value),
                "a value with a comma cannot be sent: commas separate the values of this parameter",
                "write values without commas",
            ),
            QueryStyle::Deep(_) => (
                has_bracket_in_key(&value),
                "a key that is empty or has a bracket cannot be sent: keys are in brackets",
                "write keys without brackets",
            ),
            QueryStyle::List(_, ListStyle::Repeated | ListStyle::Brackets)
            | QueryStyle::One(_)
            | QueryStyle::Pairs { .. } => return Some(value),
        };
        if is_wrong {
            self.report(node, message.to_owned(), help);
            return None;
        }
        Some(value)
    }
}

/// Returns `true` if an item of a list has a comma.
fn has_comma(value: &Value) -> bool {
    let mut items = value.as_array().into_iter().flatten();
    items.any(|item| item.as_str().is_some_and(|text| text.contains(',')))
}

/// Returns `true` if a key at any depth is empty or has a bracket.
fn has_bracket_in_key(value: &Value) -> bool {
    match value {
        Value::Object(entries) => entries
            .iter()
            .any(|(key, value)| !can_be_in_brackets(key) || has_bracket_in_key(value)),
        Value::Array(items) => items.iter().any(has_bracket_in_key),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

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
        match style {
            QueryStyle::List(_, ListStyle::Comma) if has_comma(&value) => {
                let message = "a value with a comma cannot be sent: commas separate the values of this parameter";
                self.report(node, message, "write values without commas");
                None
            }
            QueryStyle::Deep(_) => self.in_brackets(node, value),
            QueryStyle::List(_, ListStyle::Comma | ListStyle::Repeated | ListStyle::Brackets)
            | QueryStyle::One(_)
            | QueryStyle::Pairs { .. } => Some(value),
        }
    }

    /// Returns an example whose keys are sent in brackets; `None` if one of them cannot be, which is reported.
    pub(in crate::resolve) fn in_brackets(self, node: &Node, value: Value) -> Option<Value> {
        if has_bracket_in_key(&value) {
            let message =
                "a key that is empty or has a bracket cannot be sent: keys are in brackets";
            self.report(node, message, "write keys without brackets");
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

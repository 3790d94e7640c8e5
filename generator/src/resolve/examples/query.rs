//! Examples of query parameters.

use super::Examples;
use crate::{
    model::{Presence, Type},
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
    ) -> Option<Value> {
        let value = self.value(node, ty)?;
        let is_empty = value.as_array().is_some_and(Vec::is_empty);
        if is_empty && presence == Presence::Required {
            let message = "an empty list is not sent, but the query parameter is required";
            let help = "write at least one item, or make the parameter optional with `?`";
            self.report(node, message, help);
            return None;
        }
        Some(value)
    }
}

//! Examples of path parameters.

use super::{Examples, segment};
use crate::{model::Type, syntax::Node};
use serde_json::Value;

impl Examples<'_> {
    /// Reads an example of a path parameter. Calls refuse some texts, since they would lead to another path.
    pub(in crate::resolve) fn param(
        self,
        node: &Node,
        ty: &Type,
        keeps_slashes: bool,
    ) -> Option<Value> {
        let value = self.value(node, ty)?;
        match &value {
            Value::String(text)
                if !segment::check(self.reporter, node.span, text, keeps_slashes) =>
            {
                None
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => Some(value),
        }
    }
}

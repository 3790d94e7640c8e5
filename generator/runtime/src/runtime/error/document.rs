//! JSON documents of error responses.

use serde_json::Value;

/// JSON document of an error response, some of whose values may be incomplete.
pub(crate) struct ErrorDocument {
    value: Value,
    /// Paths of values that were not read, without the indices of items.
    gaps: Vec<Vec<String>>,
}

impl ErrorDocument {
    /// Creates a document, in which the values at the paths of `gaps` were not read.
    pub(crate) fn new(value: Value, gaps: Vec<Vec<String>>) -> Self {
        Self { value, gaps }
    }

    /// Returns the value at a path, which leads through the first items of lists. `null` counts as missing, and so does a
    /// value that is incomplete.
    pub(crate) fn get(&self, path: &[&str]) -> Option<&Value> {
        if self.gaps.iter().any(|gap| begins_with(gap, path)) {
            return None;
        }
        let mut value = &self.value;
        for key in path {
            value = first(value).get(key)?;
        }
        (!value.is_null()).then_some(value)
    }
}

/// Returns the first item of a list, or a value that has none.
pub(crate) fn first(value: &Value) -> &Value {
    value.get(0).unwrap_or(value)
}

fn begins_with(gap: &[String], path: &[&str]) -> bool {
    gap.get(..path.len()).is_some_and(|start| start == path)
}

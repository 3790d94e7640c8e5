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

    /// Returns the value at a path. `null` counts as missing, and so does a value that is incomplete.
    pub(crate) fn get(&self, path: &[&str]) -> Option<&Value> {
        let is_inside = |gap: &Vec<String>| {
            gap.len() >= path.len() && gap.iter().zip(path).all(|(key, other)| key == other)
        };
        if self.gaps.iter().any(is_inside) {
            return None;
        }
        path.iter()
            .try_fold(&self.value, |value, key| value.get(key))
            .filter(|value| !value.is_null())
    }
}

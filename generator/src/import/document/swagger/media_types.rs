//! Lists of media types and schemes.

use serde_json::Value;

/// Returns the texts of a list.
pub(super) fn media_types(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

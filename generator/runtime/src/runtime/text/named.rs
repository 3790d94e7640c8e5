//! Lists of named values, such as the parameters of a request. A list is enough for a few of them, and is less code to
//! compile than a map.

/// Returns the first value with a name.
pub(crate) fn find<'a>(values: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    values
        .iter()
        .find(|(other, _)| *other == name)
        .map(|(_, value)| value.as_str())
}

/// Removes the values with a name.
pub(crate) fn remove(values: &mut Vec<(&'static str, String)>, name: &str) {
    values.retain(|(other, _)| *other != name);
}

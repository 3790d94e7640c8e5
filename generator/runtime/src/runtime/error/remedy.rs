//! Remedies in error messages.

/// Returns the end of a message about a missing value: its environment variable, or nothing if it has none.
pub(crate) fn or_variable(variable: Option<&str>) -> String {
    variable.map_or_else(String::new, |variable| {
        format!(", or set the environment variable `{variable}`")
    })
}

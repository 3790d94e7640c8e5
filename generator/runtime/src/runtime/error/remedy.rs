//! Remedies in messages.

/// Returns the end of a message about a missing value, where an environment variable may hold it.
pub(crate) fn or_variable(variable: Option<&str>) -> String {
    variable.map_or_else(String::new, |variable| {
        format!(", or set the environment variable `{variable}`")
    })
}

//! Paths in JSON documents.

/// Returns the notation of a path in messages: its keys with dots between them.
///
/// `join` of the standard library is generic, and twenty times as much code to compile.
pub(crate) fn dotted(path: &[&str]) -> String {
    let mut text = String::new();
    for key in path {
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(key);
    }
    text
}

//! JSON pointers.

/// Returns a key as a part of a JSON pointer.
pub(in crate::import) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Returns the last part of a JSON pointer as the key that it stands for.
pub(in crate::import) fn last_key(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or_default();
    last.replace("~1", "/").replace("~0", "~")
}

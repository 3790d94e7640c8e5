//! Meaning of keys in a document.

/// Key under which the other files are.
pub(super) const FILES: &str = "x-files";

/// Keys whose values are no schemas.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// Keys whose values are objects with names as keys.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "definitions",
    "$defs",
    "schemas",
];

/// Returns `true` for a key whose value has any form: an example or an extension. `holder` is the key of what it is in.
pub(super) fn is_data(holder: &str, key: &str) -> bool {
    let is_extension = key.starts_with("x-") && key != FILES;
    !NAMED.contains(&holder) && (is_extension || DATA.contains(&key))
}

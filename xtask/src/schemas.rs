//! JSON Schemas for editors, which the first line of each file of a description names.

use std::collections::BTreeMap;
use std::path::Path;

use generator::output;

const SCHEMAS: [(&str, &str); 3] = [
    ("api", include_str!("../../spec/schema/api.schema.json")),
    (
        "resource",
        include_str!("../../spec/schema/resource.schema.json"),
    ),
    (
        "shared",
        include_str!("../../spec/schema/shared.schema.json"),
    ),
];

/// Returns the files with their paths in the folder of a description.
pub fn files() -> impl Iterator<Item = (String, String)> {
    SCHEMAS
        .iter()
        .map(|(name, text)| (format!("schema/{name}.schema.json"), (*text).to_owned()))
}

/// Writes the files that a description does not have yet.
///
/// # Errors
/// If one cannot be written.
pub fn write_missing(spec: &Path) -> Result<(), String> {
    let missing = files().filter(|(path, _)| !spec.join(path).exists());
    output::replace(spec, &BTreeMap::new(), &missing.collect()).map_err(|error| error.to_string())
}

//! The document: one tree of JSON, with the files that it refers to, and references that stay inside of it.

mod bundle;
mod inheritance;
mod keys;
mod normal;
mod pointer;
mod swagger;
mod tree;

pub(super) use bundle::read;
pub(super) use pointer::{escape, last_key};
pub(super) use tree::Document;

use super::error::ImportError;
use serde_json::Value;
use std::path::Path;

/// Brings a document that was read from a file into one form.
pub(super) fn parse(root: Value, path: &Path) -> Result<Document, ImportError> {
    let root = bundle::bundle(root, path)?;
    let text = |key: &str| root.get(key).and_then(Value::as_str).map(str::to_owned);
    let (root, version) = match (text("openapi"), text("swagger")) {
        (Some(version), _) if is_known(&version) => (root, format!("OpenAPI {version}")),
        (None, Some(version)) if version == "2.0" => {
            (swagger::convert(root), format!("Swagger {version}"))
        }
        (version, other) => {
            return Err(ImportError::Version {
                path: path.display().to_string(),
                version: version.or(other),
            });
        }
    };
    let mut document = Document {
        root,
        version,
        contradictions: Vec::new(),
    };
    let bases = inheritance::bases(&document.root);
    document.contradictions = normal::normalize(&mut document);
    inheritance::unite(&mut document.root, bases);
    Ok(document)
}

/// Returns `true` for `OpenAPI` 3.0 to 3.2. The third number of a version is that of its corrections.
fn is_known(version: &str) -> bool {
    let mut numbers = version.split('.');
    numbers.next() == Some("3") && matches!(numbers.next(), Some("0" | "1" | "2"))
}

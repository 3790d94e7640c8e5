//! Import of `OpenAPI` 3.0 to 3.2 and Swagger 2.0 as a description.
//!
//! 1. `document` reads the files as one tree, without references to other files and without `allOf`.
//! 2. `operations` and `convert` turn operations and schemas into a `draft` of methods and models.
//! 3. `resources` and `names` decide what things are called. `settings` holds what people decide about that.
//! 4. `write` turns the draft into YAML.
//!
//! The `report` has what the description does not say. No library reads both versions of `OpenAPI`
//! and Swagger, and those for one of them drop the keys that they do not know, which a report must name.

mod convert;
mod document;
mod documentation;
mod draft;
mod endless;
mod error;
mod exported;
mod merge;
mod names;
mod operations;
mod pagination;
mod report;
mod resources;
mod schema;
mod security;
mod servers;
mod settings;
mod write;

pub use error::ImportError;
pub use merge::{BASE, Conflict, FileTexts, Merged, merge};
pub use report::{Construct, ImportReport, Question, Treatment};
pub use settings::{FILE as SETTINGS, Settings};

use convert::Converter;
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};

/// Description that an import made.
#[derive(Debug)]
pub struct Imported {
    /// Its files, by their paths in the folder of the description.
    pub files: FileTexts,
    /// Constructs of the document that the description does not have, and open questions.
    pub report: ImportReport,
    /// Version of the document, such as `OpenAPI 3.1.0`.
    pub version: String,
}

/// Imports a document.
///
/// # Errors
/// If the document cannot be read, or has no operations.
pub fn import(path: &Path, settings: &Settings) -> Result<Imported, ImportError> {
    let root = document::read(path)?;
    if exported::is_exported(&root) {
        let (files, report) = exported::import(&root, settings);
        let version = root.get("openapi").and_then(Value::as_str);
        return Ok(Imported {
            files,
            report,
            version: format!("OpenAPI {}", version.unwrap_or_default()),
        });
    }
    let document = document::parse(root, path)?;
    let mut converter = Converter::new(&document, &settings.models);
    converter.operations();
    let Converter {
        mut draft,
        security,
        ..
    } = converter;
    if draft.methods.is_empty() {
        return Err(ImportError::NoOperations {
            path: path.display().to_string(),
        });
    }
    for (contradiction, place) in &document.contradictions {
        draft.report.note(Treatment::Lost, contradiction, place);
    }
    servers::review(&document, &mut draft.report);
    endless::end(&mut draft);
    let resources = resources::group(&draft, settings);
    let files = write::write(&document, &security, &mut draft, &resources, settings);
    for method in &draft.methods {
        let mut reasons: BTreeSet<_> = method.losses.iter().cloned().collect();
        for id in draft.reachable(&method.models()) {
            reasons.extend(draft.models[id].losses.iter().cloned());
        }
        if !reasons.is_empty() {
            draft
                .report
                .partial
                .insert(method.operation.clone(), reasons.into_iter().collect());
        }
    }
    Ok(Imported {
        files,
        report: draft.report,
        version: document.version,
    })
}

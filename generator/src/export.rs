//! Export of the resolved API as a document of `OpenAPI` 3.1.
//!
//! Each file writes one construct. What `OpenAPI` cannot say is in extensions, `x-sdk`, which `import` reads again.

mod auth;
mod bodies;
mod document;
mod examples;
mod fields;
mod merged;
mod models;
mod note;
mod operations;
mod parameters;
mod resources;
mod responses;
mod results;
mod schemas;
mod servers;
mod settings;
mod unions;
mod webhooks;
mod words;

pub use note::ExportNote;

use crate::{
    model::Api,
    openapi::extension::{ExtendedObject, KEY},
};
use serde_json::Value;

/// Key of the extensions, by which a document of an export can be told from others.
pub const EXTENSION: &str = KEY;

/// Returns the objects of a document that may have an extension, each with the keys of that.
#[must_use]
pub fn extensions() -> [(&'static str, &'static [&'static str]); ExtendedObject::ALL.len()] {
    ExtendedObject::ALL.map(|place| (place.title(), place.keys()))
}

/// Document of an API.
#[derive(Debug)]
pub struct Exported {
    /// The document.
    pub document: Value,
    /// Constructs that other programs find in another form in the document, or not at all.
    pub notes: Vec<ExportNote>,
}

/// Returns the document of an API.
#[must_use]
pub fn export(api: &Api) -> Exported {
    let (paths, mut notes) = operations::paths(api);
    for file in &api.copied {
        notes.push(ExportNote {
            construct: "file that is copied into the crate, which no document has",
            place: file.path.clone(),
        });
    }
    Exported {
        document: document::document(api, paths),
        notes,
    }
}

impl Exported {
    /// Returns the document as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.document)
    }

    /// Returns the document as YAML.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        match crate::yaml::Yaml::from(&self.document) {
            crate::yaml::Yaml::Map(map) => map.print(),
            _ => String::new(),
        }
    }
}

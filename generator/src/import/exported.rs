//! Import of a document that `cargo xtask export` made: of the words of `OpenAPI` and of the extensions `x-sdk`, without the
//! rules by which other documents are read.
//!
//! Each file reads the construct that the file of the same name in `export` writes.

mod api;
mod auth;
mod bodies;
mod fields;
mod methods;
mod models;
mod parameters;
mod resources;
mod responses;
mod types;
mod unions;

use super::{
    merge::FileTexts,
    report::{ImportReport, Treatment},
    settings::Settings,
    write::with_schema,
};
use crate::{
    openapi::extension::{ExtendedObject, Extension, KEY},
    yaml::{Map as YamlMap, Yaml},
};
use serde_json::{Map, Value};

/// Returns `true` for a document that `cargo xtask export` made.
pub(super) fn is_exported(root: &Value) -> bool {
    root.get(KEY).is_some()
}

/// Returns the description that a document was made of, and what the document has besides it.
pub(super) fn import(root: &Value, settings: &Settings) -> (FileTexts, ImportReport) {
    let mut document = Document {
        root,
        report: ImportReport::default(),
    };
    let mut files = FileTexts::new();
    let api = document.api(settings);
    files.insert("api.yaml".to_owned(), with_schema("schema/api", &api));
    let shared = document.models(None);
    if !shared.is_empty() {
        let mut file = YamlMap::default();
        file.add("models", shared.spaced().into());
        files.insert(
            "shared.yaml".to_owned(),
            with_schema("schema/shared", &file),
        );
    }
    for resource in document.resources() {
        let names = resource.name.replace('.', "/");
        let depth = "../".repeat(names.split('/').count());
        let file = document.resource(&resource);
        files.insert(
            format!("resources/{names}.yaml"),
            with_schema(&format!("{depth}schema/resource"), &file),
        );
    }
    (files, document.report)
}

/// The document, and the report about it.
struct Document<'d> {
    root: &'d Value,
    report: ImportReport,
}

impl<'d> Document<'d> {
    /// Returns the object at a JSON pointer without `#`.
    fn at(&self, pointer: &str) -> Option<&'d Map<String, Value>> {
        self.root.pointer(pointer).and_then(Value::as_object)
    }

    /// Returns the extension of an object. Keys that it cannot have there are noted.
    fn extension(
        &mut self,
        place: ExtendedObject,
        object: &Map<String, Value>,
        pointer: &str,
    ) -> Extension {
        let (extension, unknown) = Extension::read(place, object);
        for key in unknown {
            let construct = format!("`{key}` in `{KEY}`, which the extension does not have there");
            self.report.note(Treatment::Lost, &construct, pointer);
        }
        extension
    }

    /// Notes something that the export never writes, and the description does not say.
    fn lost(&mut self, construct: &str, pointer: &str) {
        self.report.note(Treatment::Lost, construct, pointer);
    }
}

/// Returns a text of an object.
fn text<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

/// Returns `true` if an object sets a key to `true`.
fn says(object: &Map<String, Value>, key: &str) -> bool {
    object.get(key) == Some(&Value::Bool(true))
}

/// Returns the items of a list in an object.
fn list<'v>(object: &'v Map<String, Value>, key: &str) -> impl Iterator<Item = &'v Value> {
    object
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// Adds values of an extension under the same keys.
fn copy(extension: &Extension, keys: &[&'static str], map: &mut YamlMap) {
    for key in keys {
        if let Some(value) = extension.get(key) {
            map.add(*key, value.into());
        }
    }
}

/// Adds the reason for a deprecation.
fn deprecated(object: &Map<String, Value>, extension: &Extension, map: &mut YamlMap) {
    if says(object, "deprecated") {
        let reason = extension
            .text("deprecated")
            .unwrap_or(super::write::DEPRECATED);
        map.add_text("deprecated", Some(reason));
    }
}

/// Adds the example of an object, exactly as it is.
fn add_example(object: &Map<String, Value>, map: &mut YamlMap) {
    if let Some(value) = example(object) {
        map.add("example", json(value));
    }
}

/// Returns the example of an object. One that leaves out fields is in the extension.
fn example(object: &Map<String, Value>) -> Option<&Value> {
    let partial = || object.get(KEY)?.get("example");
    let listed = || list(object, "examples").next();
    object.get("example").or_else(listed).or_else(partial)
}

/// Returns a value of JSON on one line.
fn json(value: &Value) -> Yaml {
    match value {
        Value::String(text) if !text.contains('\n') => Yaml::text(text),
        other => Yaml::Plain(other.to_string()),
    }
}

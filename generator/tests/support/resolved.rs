//! Resolved descriptions.

use generator::{
    model::Api,
    resolve::{self, Files, ResourceInput},
    source::{FileId, Sources},
    syntax,
};
use serde::de::DeserializeOwned;
use std::path::Path;

/// Resolves a description as the pipeline does.
pub fn resolved(spec: &Path) -> Api {
    let (sources, errors) = Sources::read(spec);
    assert!(errors.is_empty(), "{errors:?}");
    let resources = sources.resources.iter().map(|id| {
        let file = sources.file(*id);
        ResourceInput {
            file: *id,
            name: file.name.clone(),
            stem: file.stem.clone(),
            parent: file
                .name
                .split('/')
                .nth(2)
                .and(file.name.split('/').nth(1))
                .map(str::to_owned),
            syntax: parsed(&sources, *id),
        }
    });
    let files = Files {
        api: sources.api.and_then(|id| parsed(&sources, id)),
        shared: sources.shared.and_then(|id| parsed(&sources, id)),
        resources: resources.collect(),
        copied: Vec::new(),
        unread: false,
    };
    let (api, problems) = resolve::resolve(files, Vec::new());
    api.unwrap_or_else(|| panic!("{problems:?}"))
}

fn parsed<T: DeserializeOwned>(sources: &Sources, id: FileId) -> Option<T> {
    syntax::parse(id, &sources.file(id).text).0
}

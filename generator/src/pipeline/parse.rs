//! Parsing of all files, in parallel.

use crate::{
    diagnostic::Diagnostic,
    model::CopiedFile,
    resolve::{self, Files, ResourceInput},
    source::{FileId, ReadError, Sources},
    syntax,
};
use rayon::prelude::*;
use serde::de::DeserializeOwned;

/// Parses all files.
pub(super) fn parse_all(sources: &Sources, errors: Vec<ReadError>) -> (Vec<Diagnostic>, Files) {
    let mut unread = !errors.is_empty();
    let mut diagnostics: Vec<_> = errors.into_iter().map(resolve::diagnose_file).collect();
    let api = sources
        .api
        .and_then(|id| parse(sources, id, &mut diagnostics));
    let shared = sources
        .shared
        .and_then(|id| parse(sources, id, &mut diagnostics));
    unread |= sources.shared.is_some() && shared.is_none();
    let ids = sources.resources.par_iter();
    let parsed: Vec<_> = ids
        .map(|id| (*id, syntax::parse(*id, &sources.file(*id).text)))
        .collect();
    let mut resources = Vec::new();
    for (file, (syntax, problems)) in parsed {
        diagnostics.extend(
            problems
                .into_iter()
                .map(|problem| resolve::diagnose(problem, file)),
        );
        unread |= syntax.is_none();
        let source = sources.file(file);
        resources.push(ResourceInput {
            file,
            name: source.name.clone(),
            stem: source.stem.clone(),
            parent: parent(&source.name),
            syntax,
        });
    }
    let copied = sources.copied.iter().map(|id| {
        let file = sources.file(*id);
        CopiedFile {
            path: file.name.clone(),
            text: file.text.clone(),
        }
    });
    let files = Files {
        api,
        shared,
        resources,
        copied: copied.collect(),
        unread,
    };
    (diagnostics, files)
}

/// Returns the folder of a nested resource, which is the name of its parent.
fn parent(name: &str) -> Option<String> {
    let mut parts = name.split('/').skip(1);
    let (folder, file) = (parts.next()?, parts.next());
    file.map(|_| folder.to_owned())
}

fn parse<T: DeserializeOwned>(
    sources: &Sources,
    id: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let (value, problems) = syntax::parse(id, &sources.file(id).text);
    diagnostics.extend(
        problems
            .into_iter()
            .map(|problem| resolve::diagnose(problem, id)),
    );
    value
}

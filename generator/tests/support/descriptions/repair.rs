//! Removal of what the checks refuse.

use super::document::Documents;
use generator::{
    Format, Generated, compile,
    source::{FileId, SourceFile, Sources},
};
use serde_json::Value;

/// Maximum number of times that all refused entries are taken out of a description.
const ROUNDS: usize = 60;

/// Accepted description.
pub struct Repair {
    pub documents: Documents,
    pub generated: Generated,
}

/// Takes out of a description what is refused. Returns `None` if too little is left.
pub fn repaired(mut documents: Documents) -> Option<Repair> {
    for _ in 0..ROUNDS {
        if !documents
            .0
            .keys()
            .any(|path| path.starts_with("resources/"))
        {
            return None;
        }
        let findings = match compile(sources(&documents), Vec::new()) {
            Ok(generated) => {
                return Some(Repair {
                    documents,
                    generated,
                });
            }
            Err(findings) => findings.format(Format::Json),
        };
        let mut places: Vec<_> = findings
            .lines()
            .filter_map(|line| place(&documents, line))
            .collect();
        places.sort();
        places.dedup();
        let mut is_removed = false;
        // From the end, so that the places in front stay where they are.
        for (path, place) in places.into_iter().rev() {
            is_removed |= documents.remove(&path, &place);
        }
        if !is_removed {
            return None;
        }
    }
    None
}

/// Returns the entry of a finding, which is an object of JSON.
fn place(documents: &Documents, finding: &str) -> Option<(String, Vec<String>)> {
    let finding: Value = serde_json::from_str(finding).ok()?;
    if finding["severity"] != "error" {
        return None;
    }
    let path = finding["file"].as_str()?;
    let line = usize::try_from(finding["line"].as_u64()?).ok()?;
    let path = path.strip_prefix("spec/").unwrap_or(path);
    let mut place = documents.places(path).get(line.checked_sub(1)?)?.clone();
    // A setting of a method or field is part of it.
    while place.last().is_some_and(|key| {
        [
            "type", "route", "fields", "values", "variants", "flat", "returns", "tag", "includes",
        ]
        .contains(&key.as_str())
    }) {
        place.pop();
    }
    Some((path.to_owned(), place))
}

/// Returns the files of a description as sources.
fn sources(documents: &Documents) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in documents.files() {
        let stem = path
            .rsplit('/')
            .next()
            .unwrap_or(path)
            .trim_end_matches(".yaml");
        let id = sources.add(SourceFile {
            path: format!("spec/{path}"),
            name: path.clone(),
            stem: stem.to_owned(),
            text,
        });
        file(&mut sources, path, id);
    }
    sources
}

fn file(sources: &mut Sources, path: &str, id: FileId) {
    match path {
        "api.yaml" => sources.api = Some(id),
        "shared.yaml" => sources.shared = Some(id),
        _ => sources.resources.push(id),
    }
}

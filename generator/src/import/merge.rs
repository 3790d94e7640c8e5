//! A second import: what is new in the document, with what people changed since the last import.

use std::collections::{BTreeMap, BTreeSet};

/// Folder in that of the description with the files as the last import made them.
pub const BASE: &str = ".import";

/// Texts by the paths of their files.
pub type FileTexts = BTreeMap<String, String>;

/// Files that people and a document changed.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// The files, with what people wrote where both changed the same lines.
    pub files: FileTexts,
    /// Places where both changed the same lines.
    pub conflicts: Vec<Conflict>,
}

/// Lines that both people and the document changed, in different ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Path of the file.
    pub file: String,
    /// Lines of the description, which are kept; empty if they were removed.
    pub ours: String,
    /// Lines of the document now; empty if it no longer has them.
    pub theirs: String,
}

/// Joins what changed between the last import (`base`) and this one (`theirs`) with what people wrote (`ours`).
#[must_use]
pub fn merge(base: &FileTexts, ours: &FileTexts, theirs: &FileTexts) -> Merged {
    let mut merged = Merged::default();
    let paths: BTreeSet<_> = ours
        .keys()
        .chain(theirs.keys())
        .chain(base.keys())
        .collect();
    for path in paths {
        let text = |files: &FileTexts| files.get(path).cloned();
        let (base, ours, theirs) = (text(base), text(ours), text(theirs));
        if let Some(text) = merge_file(path, base, ours, theirs, &mut merged.conflicts) {
            merged.files.insert(path.clone(), text);
        }
    }
    merged
}

/// Returns the text of a file, or `None` if there is none.
fn merge_file(
    path: &str,
    base: Option<String>,
    ours: Option<String>,
    theirs: Option<String>,
    conflicts: &mut Vec<Conflict>,
) -> Option<String> {
    if theirs == base || theirs == ours {
        return ours;
    }
    if ours == base {
        return theirs;
    }
    let mut conflict = |ours: &str, theirs: &str| {
        conflicts.push(Conflict {
            file: path.to_owned(),
            ours: ours.to_owned(),
            theirs: theirs.to_owned(),
        });
    };
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let base = base.unwrap_or_default();
            let text = match diffy::merge(&base, &ours, &theirs) {
                Ok(text) => text,
                Err(text) => settle(&text, &mut conflict),
            };
            Some(text)
        }
        (ours, theirs) => {
            conflict(
                ours.as_deref().unwrap_or_default(),
                theirs.as_deref().unwrap_or_default(),
            );
            ours
        }
    }
}

/// Returns a text with conflict markers as people wrote it, and notes the conflicts.
fn settle(text: &str, conflict: &mut impl FnMut(&str, &str)) -> String {
    let (mut out, mut ours, mut theirs) = (String::new(), String::new(), String::new());
    let mut side = Side::Both;
    for line in text.split_inclusive('\n') {
        match (&side, line) {
            (Side::Both, line) if line.starts_with("<<<<<<< ") => side = Side::Ours,
            (Side::Ours, line) if line.starts_with("||||||| ") => side = Side::Base,
            (Side::Ours | Side::Base, line) if line.trim_end() == "=======" => side = Side::Theirs,
            (Side::Theirs, line) if line.starts_with(">>>>>>> ") => {
                conflict(&ours, &theirs);
                out.push_str(&std::mem::take(&mut ours));
                theirs.clear();
                side = Side::Both;
            }
            (Side::Both, line) => out.push_str(line),
            (Side::Ours, line) => ours.push_str(line),
            (Side::Base, _) => {}
            (Side::Theirs, line) => theirs.push_str(line),
        }
    }
    out
}

/// Part of a text with conflict markers.
enum Side {
    Both,
    Ours,
    Base,
    Theirs,
}

//! Reads a document with the files that it refers to, as one tree.

use super::{super::error::ImportError, pointer::escape};
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Largest size of a file, in bytes.
const MAX_SIZE: u64 = 64 << 20;

/// Key under which the other files are.
pub(super) const FILES: &str = "x-files";

/// Reads the document and the files that it refers to. These are below `x-files`, and all references are local.
///
/// A file must be in the folder of the document, or below it: a document decides what is read.
pub(super) fn read(path: &Path) -> Result<Value, ImportError> {
    let unreadable = |error: std::io::Error| ImportError::Unreadable {
        path: path.display().to_string(),
        reason: error.to_string(),
    };
    let start = path.canonicalize().map_err(unreadable)?;
    let folder = start.parent().unwrap_or(&start).to_owned();
    let mut files = Files {
        folder,
        known: BTreeMap::from([(start.clone(), String::new())]),
        waiting: Vec::new(),
    };
    let mut root = parse(&start, path)?;
    files.localize(&mut root, &start, "")?;
    let mut others = Map::new();
    while let Some((file, key)) = files.waiting.pop() {
        let mut tree = parse(&file, &file)?;
        files.localize(&mut tree, &file, &format!("/{FILES}/{}", escape(&key)))?;
        others.insert(key, tree);
    }
    if let (false, Value::Object(root)) = (others.is_empty(), &mut root) {
        root.insert(FILES.to_owned(), Value::Object(others));
    }
    Ok(root)
}

struct Files {
    folder: PathBuf,
    /// Files, each with the pointer of its root.
    known: BTreeMap<PathBuf, String>,
    /// Files that are not read yet, with their keys.
    waiting: Vec<(PathBuf, String)>,
}

impl Files {
    /// Makes the references in a file local ones. `own` is the pointer of its root.
    fn localize(&mut self, value: &mut Value, file: &Path, own: &str) -> Result<(), ImportError> {
        match value {
            Value::Array(items) => items
                .iter_mut()
                .try_for_each(|item| self.localize(item, file, own)),
            Value::Object(entries) => {
                if let Some(Value::String(reference)) = entries.get_mut("$ref") {
                    *reference = self.local(reference, file, own)?;
                }
                entries
                    .values_mut()
                    .try_for_each(|entry| self.localize(entry, file, own))
            }
            _ => Ok(()),
        }
    }

    fn local(&mut self, reference: &str, file: &Path, own: &str) -> Result<String, ImportError> {
        let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        if name.is_empty() {
            return Ok(format!("#{own}{}", decode(pointer)));
        }
        let foreign = |reason: &str| ImportError::Reference {
            path: file.display().to_string(),
            reference: reference.to_owned(),
            reason: reason.to_owned(),
        };
        if name.contains("://") {
            return Err(foreign(
                "it is on another machine; download it, and refer to the file",
            ));
        }
        let folder = file.parent().unwrap_or(file);
        let target = folder
            .join(decode(name))
            .canonicalize()
            .map_err(|error| foreign(&error.to_string()))?;
        if !target.starts_with(&self.folder) {
            return Err(foreign("it is outside of the folder of the document"));
        }
        let root = match self.known.get(&target) {
            Some(root) => root.clone(),
            None => {
                let key = target
                    .strip_prefix(&self.folder)
                    .unwrap_or(&target)
                    .display()
                    .to_string();
                let root = format!("/{FILES}/{}", escape(&key));
                self.known.insert(target.clone(), root.clone());
                self.waiting.push((target, key));
                root
            }
        };
        Ok(format!("#{root}{}", decode(pointer)))
    }
}

/// Returns a part of a URL without percent-encoding.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        let code = (first == b'%').then(|| others.get(..2)).flatten();
        let code =
            code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &others[2..];
            }
            None => {
                bytes.push(first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Parses a file: JSON if it starts with a brace, YAML otherwise. `shown` is its path for messages.
fn parse(path: &Path, shown: &Path) -> Result<Value, ImportError> {
    let shown = shown.display().to_string();
    let unreadable = |reason: String| ImportError::Unreadable {
        path: shown.clone(),
        reason,
    };
    let size = fs::metadata(path)
        .map_err(|error| unreadable(error.to_string()))?
        .len();
    if size > MAX_SIZE {
        return Err(ImportError::TooLarge {
            path: shown,
            size,
            limit: MAX_SIZE,
        });
    }
    let text = fs::read_to_string(path).map_err(|error| unreadable(error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let parsed = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| error.to_string())
    } else {
        let options = serde_yaml::options! { strict_booleans: true, with_snippet: false };
        serde_yaml::from_str_with_options(text, options).map_err(|error| error.to_string())
    };
    parsed.map_err(|reason| ImportError::Syntax {
        path: shown,
        reason,
    })
}

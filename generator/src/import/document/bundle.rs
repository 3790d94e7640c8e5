//! Reads a document with the files that it refers to, as one tree.

use super::{
    super::error::{ImportError, UnreadableReference},
    keys::{FILES, is_data},
    pointer::escape,
};
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Largest size of a file, in bytes.
const MAX_SIZE: u64 = 64 << 20;

/// Largest number of values in a file of YAML. The largest documents that are published have a quarter of it.
const MAX_NODES: usize = 4_000_000;

/// Reads the file of a document.
pub(in crate::import) fn read(path: &Path) -> Result<Value, ImportError> {
    parse(path, path)
}

/// Adds the files that a document refers to. These are below `x-files`, and all references are local.
///
/// A file must be in the folder of the document, or below it: a document decides what is read.
pub(super) fn bundle(mut root: Value, path: &Path) -> Result<Value, ImportError> {
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
        unreadable: Vec::new(),
    };
    files.localize(&mut root, "", &start, "");
    let mut others = Map::new();
    while let Some((file, key)) = files.waiting.pop() {
        let mut tree = parse(&file, &file)?;
        let own = format!("/{FILES}/{}", escape(&key));
        files.localize(&mut tree, "", &file, &own);
        others.insert(key, tree);
    }
    if !files.unreadable.is_empty() {
        return Err(ImportError::References(files.unreadable));
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
    unreadable: Vec<UnreadableReference>,
}

impl Files {
    /// Makes the references in a file local ones. `own` is the pointer of its root.
    ///
    /// `holder` is the key of the value.
    fn localize(&mut self, value: &mut Value, holder: &str, file: &Path, own: &str) {
        match value {
            Value::Array(items) => items
                .iter_mut()
                .for_each(|item| self.localize(item, "", file, own)),
            Value::Object(entries) => {
                if let Some(Value::String(reference)) = entries.get_mut("$ref")
                    && let Some(local) = self.local(reference, file, own)
                {
                    *reference = local;
                }
                for (key, entry) in entries.iter_mut() {
                    if !is_data(holder, key) {
                        self.localize(entry, key, file, own);
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns a reference as a local one. One to a file that cannot be read is noted.
    fn local(&mut self, reference: &str, file: &Path, own: &str) -> Option<String> {
        let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        if name.is_empty() {
            return Some(format!("#{own}{}", decode(pointer)));
        }
        let target = match self.target(name, file) {
            Ok(target) => target,
            Err(reason) => {
                self.unreadable.push(UnreadableReference {
                    path: file.display().to_string(),
                    reference: reference.to_owned(),
                    reason,
                });
                return None;
            }
        };
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
        Some(format!("#{root}{}", decode(pointer)))
    }

    /// Returns the path of a file that another one refers to, or the reason why it is not read.
    fn target(&self, name: &str, file: &Path) -> Result<PathBuf, String> {
        if name.contains("://") {
            return Err("it is on another machine; download it, and refer to the file".to_owned());
        }
        let folder = file.parent().unwrap_or(file);
        let target = folder.join(decode(name)).canonicalize();
        let target = target.map_err(|error| error.to_string())?;
        if target.starts_with(&self.folder) {
            Ok(target)
        } else {
            Err("it is outside of the folder of the document".to_owned())
        }
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
        let budget = serde_yaml::budget! {
            max_nodes: MAX_NODES,
            max_events: 2 * MAX_NODES,
        };
        let options =
            serde_yaml::options! { strict_booleans: true, with_snippet: false, budget: budget };
        serde_yaml::from_str_with_options(text, options).map_err(|error| error.to_string())
    };
    parsed.map_err(|reason| ImportError::Syntax {
        path: shown,
        reason,
    })
}

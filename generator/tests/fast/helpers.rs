//! Helpers of these tests.

use crate::support::{folder, project, zoo};
use generator::{Generated, output::File};
use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Mutex, PoisonError},
};

/// Generates the crate of all goldens.
pub fn zoo() -> Generated {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    project::generated(spec.path())
}

/// Returns the path of a file inside a folder, with `/` on every system.
pub fn inside(folder: &Path, file: &Path) -> String {
    let inside = file
        .strip_prefix(folder)
        .expect("the file is below the folder");
    let parts: Vec<_> = inside
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    parts.join("/")
}

/// Returns `true` for the first file with this path and text in any crate. Most files of a small crate are the same in
/// every crate, and need to be inspected once.
pub fn is_new(file: &File) -> bool {
    static SEEN: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.insert((file.path.clone(), file.text.clone()))
}

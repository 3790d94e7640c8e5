//! What only these tests need.

use crate::support::{folder, project, zoo};
use generator::Generated;
use std::path::Path;

/// The crate of all goldens.
pub fn zoo() -> Generated {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    project::generated(spec.path())
}

/// The path of a file inside a folder, with `/` whatever the system.
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

//! Where the folders of the project are, and what lies beside the program.

use std::env;
use std::path::{Component, Path, PathBuf};

/// A folder of the project, as seen from where the user stands: messages name it like this.
pub fn folder(name: &str) -> PathBuf {
    // Cargo sets the variable when it runs the command: that is where the project is now, even if it was
    // somewhere else when it was compiled.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let own = PathBuf::from(own);
    let folder = own.parent().unwrap_or(&own).join(name);
    match env::current_dir() {
        Ok(here) => relative(&folder, &here),
        Err(_) => folder,
    }
}

/// The folder of the description: the one that is named, or the project's own.
pub fn spec(named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| folder("spec"), seen_from_here)
}

/// A path as seen from where the user stands.
fn seen_from_here(path: &Path) -> PathBuf {
    match env::current_dir() {
        Ok(here) if path.is_absolute() => relative(path, &here),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

/// The file in which a run leaves a note for the next one: beside the program, where Cargo builds it.
pub fn stamp() -> PathBuf {
    let program = env::current_exe().unwrap_or_else(|_| env::temp_dir().join("xtask"));
    program.with_extension("stamp")
}

/// `path` as seen from the folder `here`, both absolute; unchanged where they have nothing in common.
fn relative(path: &Path, here: &Path) -> PathBuf {
    let is_shared = |(a, b): &(Component, Component)| a == b;
    let shared = path
        .components()
        .zip(here.components())
        .take_while(is_shared)
        .count();
    if !path
        .components()
        .take(shared)
        .any(|part| matches!(part, Component::Normal(_)))
    {
        return path.to_owned();
    }
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

//! Helpers of these tests.

use crate::support::{excerpts, folder, project, zoo};
use generator::{Generated, output::File};
use std::{
    collections::BTreeSet,
    path::Path,
    sync::{LazyLock, Mutex, PoisonError},
};
use syn::UseTree;

/// Crate of all goldens, which is generated once.
static ZOO: LazyLock<Generated> = LazyLock::new(generate_zoo);

/// Crate of the real description, which is generated once.
static SDK: LazyLock<Generated> = LazyLock::new(|| project::generated(&project::path("spec")));

/// Crates of the other APIs and their folders, which are generated once.
static APIS: LazyLock<Vec<(String, Generated)>> = LazyLock::new(|| {
    let specs = folder::entries(&project::tests("apis"));
    let specs = specs.iter();
    specs
        .map(|spec| (folder::stem(spec), project::generated(spec)))
        .collect()
});

/// Generates the crate of all goldens.
pub fn generate_zoo() -> Generated {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    project::generated(spec.path())
}

/// Returns the crate of all goldens.
pub fn zoo() -> &'static Generated {
    &ZOO
}

/// Returns the crate of the real description.
pub fn sdk() -> &'static Generated {
    &SDK
}

/// Returns the crates of the other APIs, including the excerpts of public APIs.
pub fn apis() -> impl Iterator<Item = &'static Generated> {
    APIS.iter().map(|(_, api)| api)
}

/// Returns the crates of the APIs that differ from the real one in every respect.
pub fn foreign_apis() -> impl Iterator<Item = &'static Generated> {
    let foreign = APIS
        .iter()
        .filter(|(name, _)| !excerpts::NAMES.contains(&&**name));
    foreign.map(|(_, api)| api)
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

/// Adds the names that an import defines.
pub fn imported(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => imported(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) if rename.rename != "_" => names.push(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, names)),
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}

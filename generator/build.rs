//! Embeds the sources of the runtime, which emitted crates carry, as a table of paths and texts.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// The folder that is copied, below the package.
const RUNTIME: &str = "runtime/src/runtime";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={RUNTIME}");
    let root = Path::new(&variable("CARGO_MANIFEST_DIR")).join(RUNTIME);
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).map_err(io::Error::other)?;
        let inside = inside
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/");
        let file = file.to_string_lossy();
        rows.push(format!("({inside:?}, include_str!({file:?}))"));
    }
    fs::write(
        Path::new(&variable("OUT_DIR")).join("runtime_sources.rs"),
        format!("&[{}]", rows.join(",\n")),
    )
}

/// Adds all files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// Returns a variable that Cargo sets for build scripts.
fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("Cargo sets `{name}`"))
}

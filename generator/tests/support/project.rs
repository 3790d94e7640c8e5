//! Paths of the project, and crates that are generated from its descriptions.

use generator::{Generated, generate};
use std::path::{Path, PathBuf};

/// Returns the path of a file or folder of the project.
pub fn path(inside: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the generator is a folder of the project")
        .join(inside)
}

/// Returns the path of a file or folder of the generator's tests.
pub fn tests(inside: &str) -> PathBuf {
    path("generator/tests").join(inside)
}

/// Generates the crate of a valid description.
pub fn generated(spec: &Path) -> Generated {
    generate(spec).unwrap_or_else(|failure| panic!("\n{}", failure.render(false)))
}

//! The project: where things are, and crates made of its descriptions.

use generator::{Generated, generate};
use std::path::{Path, PathBuf};

/// A file or folder of the project, from its root.
pub fn path(inside: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("the generator is a folder of the project")
        .join(inside)
}

/// A file or folder of the generator's tests.
pub fn tests(inside: &str) -> PathBuf {
    path("generator/tests").join(inside)
}

/// The crate of a description that is known to be right.
pub fn generated(spec: &Path) -> Generated {
    generate(spec).unwrap_or_else(|failure| panic!("\n{}", failure.render(false)))
}

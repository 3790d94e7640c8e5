//! The package of the real SDK, as crates.io would get it.

use crate::{
    cargo,
    support::{folder, project},
    workspace::SDK,
};
use std::collections::BTreeSet;

#[test]
fn a_package_has_all_sources_and_no_tests() {
    let package = format!("--package={SDK}");
    let arguments = ["package", "--list", "--allow-dirty", &package];
    let mut command = cargo::cargo(&project::path(""), &arguments);
    let listed = cargo::alone(|| cargo::succeed(&mut command));
    let listed: BTreeSet<_> = listed.lines().map(|line| line.replace('\\', "/")).collect();
    let root = project::path(SDK);
    let sources = folder::files(&root.join("src"));
    assert!(sources.len() > 100, "{sources:?}");
    let texts = [
        "Cargo.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "api.md",
    ];
    let sources = sources.iter().map(|source| {
        let inside = source.strip_prefix(&root).expect("it is in the folder");
        inside.to_string_lossy().replace('\\', "/")
    });
    let expected: Vec<_> = sources.chain(texts.map(str::to_owned)).collect();
    for file in expected {
        assert!(listed.contains(&file), "`{file}` is not in the package");
    }
    let tests: Vec<_> = listed
        .iter()
        .filter(|file| file.starts_with("tests/"))
        .collect();
    assert!(tests.is_empty(), "{tests:?}");
    assert!(root.join("tests").is_dir());
}

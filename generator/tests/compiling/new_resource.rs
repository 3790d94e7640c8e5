//! A new resource is one YAML file and no Rust. `CONTRIBUTING.md` shows the same file.

use crate::{
    cargo::{self, FEATURES},
    crates,
    support::{folder, project},
};
use std::path::Path;

/// The folder of the crate in the scratch workspace.
pub const MEMBER: &str = "with-new-resource";

/// Emits the crate of the real description with one more resource.
pub fn emit(out: &Path) {
    let spec = folder::temporary();
    folder::copy(&project::path("spec"), spec.path());
    folder::write(
        &spec.path().join("resources/widgets.yaml"),
        &worked_example(),
    );
    crates::emit(spec.path(), out);
}

fn worked_example() -> String {
    folder::read(&project::tests("new_resource/widgets.yaml"))
}

#[test]
fn one_file_adds_a_resource_that_works() {
    let text = worked_example();
    assert_eq!(
        text.matches("route:").count(),
        3,
        "the worked example has three methods"
    );
    cargo::alone(|| {
        let arguments = ["test", "--package=generated-sdk", "--test=wire"];
        let passed = cargo::succeed(
            cargo::cargo(&crates::WORKSPACE, &arguments)
                .args(FEATURES)
                .args(["--", "widgets::"]),
        );
        for method in ["list", "create", "archive"] {
            assert!(
                passed.contains(&format!("test widgets::{method} ... ok")),
                "{passed}"
            );
        }
    });
}

#[test]
fn the_guide_shows_the_file() {
    let guide = folder::read(&project::path("CONTRIBUTING.md")).replace("\r\n", "\n");
    assert!(
        guide.contains(&worked_example()),
        "CONTRIBUTING.md shows generator/tests/new_resource/widgets.yaml word by word"
    );
}

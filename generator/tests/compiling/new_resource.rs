//! A new resource needs YAML, but no Rust. These tests add two resources to the real description: the one in
//! `CONTRIBUTING.md`, and one with a stream, a union and a nested resource.

use crate::{
    cargo::{self, FEATURES},
    evolution,
    support::{folder, project},
    workspace::{self, WORKSPACE},
};
use std::path::Path;

/// Folder of the crate in the scratch workspace.
pub const MEMBER: &str = "sdk";

/// Writes the real description with the new resources, and with other additions, to a folder.
pub fn describe(spec: &Path) {
    folder::copy(&project::path("spec"), spec);
    let (new, resources) = (project::tests("new_resource"), spec.join("resources"));
    for file in folder::files(&new) {
        let inside = file
            .strip_prefix(&new)
            .expect("the file is below the folder");
        let to = resources.join(inside);
        assert!(!to.exists(), "{} is not new", inside.display());
        folder::write(&to, &folder::read(&file));
    }
    evolution::evolve(spec);
}

/// Emits the crate of this description.
pub fn emit(out: &Path) {
    let spec = folder::temporary();
    describe(spec.path());
    workspace::emit(spec.path(), out);
}

#[test]
fn yaml_alone_adds_a_resource_that_works() {
    let is_yaml = |path: &Path| path.extension().is_some_and(|found| found == "yaml");
    let added = folder::files(&project::tests("new_resource"));
    assert!(added.iter().all(|file| is_yaml(file)), "{added:?}");
    cargo::alone(|| {
        // The whole workspace is selected, so that features and builds are the same as in other tests.
        let arguments = ["test", "--workspace", "--test=wire"];
        let mut command = cargo::linted(cargo::cargo(&WORKSPACE.root, &arguments));
        command.args(workspace::small().map(|name| format!("--exclude={name}")));
        command.args(FEATURES).args(["--", "banners", "reports"]);
        let passed = cargo::succeed(&mut command);
        for method in [
            "banners::list",
            "banners::create",
            "banners::archive",
            "reports::order",
            "reports::watch",
            "reports_sections::list",
            "reports_sections::retrieve",
        ] {
            assert!(
                passed.contains(&format!("test {method} ... ok")),
                "{method} is not tested:\n{passed}"
            );
        }
    });
}

/// Compares the emitted stream, union and nested resource with the expected Rust.
#[test]
fn a_stream_a_union_and_a_nested_resource_are_emitted() {
    let spec = folder::temporary();
    describe(spec.path());
    let files = project::generated(spec.path()).files;
    for (path, line) in [
        (
            "src/resources/reports.rs",
            "crate::EventStream<models::ReportProgress>,",
        ),
        (
            "src/resources/reports.rs",
            "pub fn sections(&self, report_id: impl Into<String>) -> sections::ReportsSections {",
        ),
        ("src/models/reports.rs", "pub enum ReportSubject {"),
        ("src/models/reports.rs", "Section(ReportSection),"),
    ] {
        let file = files.iter().find(|file| file.path == path);
        let file = file.unwrap_or_else(|| panic!("{path} is not emitted"));
        assert!(
            file.text.lines().any(|found| found.trim() == line),
            "no `{line}` in:\n{}",
            file.text
        );
    }
}

#[test]
fn the_guide_shows_the_file() {
    let guide = folder::read(&project::path("CONTRIBUTING.md")).replace("\r\n", "\n");
    let shown = folder::read(&project::tests("new_resource/banners.yaml"));
    assert_eq!(
        shown.matches("route:").count(),
        3,
        "the worked example has three methods"
    );
    assert!(
        guide.contains(&shown),
        "CONTRIBUTING.md shows generator/tests/new_resource/banners.yaml word by word"
    );
}

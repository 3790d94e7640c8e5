//! Each resource is a feature, and can be built without the others. These tests build a few features; `.ci/features` builds
//! each.

use crate::{
    cargo, new_resource,
    support::{folder, project},
    workspace::{SDK, WORKSPACE},
};

/// No feature, a feature that is not a resource, and two resources: one with the usual methods, and one with a stream, a
/// union and a nested resource.
const ALONE: [&str; 4] = ["", "webhooks", "banners", "reports"];

#[test]
fn the_crate_builds_with_one_feature_and_with_none() {
    let mut wrong = Vec::new();
    cargo::alone(|| {
        for feature in ALONE {
            let (package, alone) = (format!("--package={SDK}"), format!("--features={feature}"));
            let arguments = ["clippy", &package, "--lib", "--quiet"];
            let mut command = cargo::cargo(&WORKSPACE.root, &arguments);
            command.args(["--no-default-features", &alone, "--", "-D", "warnings"]);
            let said = cargo::run(&mut command);
            if !said.is_success {
                wrong.push(format!("`{feature}`:\n{}", said.stderr));
            }
        }
    });
    assert!(
        wrong.is_empty(),
        "what does not build alone:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn each_resource_is_a_feature() {
    let manifest = folder::read(&WORKSPACE.root.join(new_resource::MEMBER).join("Cargo.toml"));
    let list = manifest.split_once("\nresources = [");
    let (_, list) = list.expect("the resources are a feature");
    let (list, _) = list.split_once(']').expect("the list ends");
    let names: Vec<_> = list
        .split(',')
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    for file in folder::entries(&project::path("spec/resources")) {
        let name = folder::stem(&file);
        assert!(names.contains(&name.as_str()), "`{name}` is not a feature");
    }
    for feature in ALONE.into_iter().skip(2) {
        assert!(names.contains(&feature), "`{feature}` is not a feature");
    }
}

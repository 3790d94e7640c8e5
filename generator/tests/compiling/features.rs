//! Each resource is a feature, and builds without the others: what it shares with them comes along.

use crate::{
    cargo, crates, new_resource,
    support::{folder, project},
};

#[test]
fn each_feature_builds_alone_and_so_does_none() {
    let mut features = resources();
    assert!(features.len() >= 17, "the resources are no features");
    features.extend(["webhooks".to_owned(), String::new()]);
    let mut wrong = Vec::new();
    cargo::alone(|| {
        for feature in features {
            let alone = format!("--features={feature}");
            let arguments = ["clippy", "--package=generated-sdk", "--lib"];
            let mut command = cargo::cargo(&crates::WORKSPACE, &arguments);
            command.args(["--quiet", "--no-default-features", &alone]);
            let built = command.args(["--", "-D", "warnings"]).output();
            let built = built.expect("Cargo can be run");
            if !built.status.success() {
                let said = String::from_utf8_lossy(&built.stderr);
                wrong.push(format!("`{feature}`:\n{said}"));
            }
        }
    });
    assert!(
        wrong.is_empty(),
        "what does not build alone:\n{}",
        wrong.join("\n")
    );
}

/// The resources at the top, as the emitted manifest lists them.
fn resources() -> Vec<String> {
    let manifest = crates::WORKSPACE
        .join(new_resource::MEMBER)
        .join("Cargo.toml");
    let manifest = folder::read(&manifest);
    let list = manifest.split_once("\nresources = [");
    let (_, list) = list.expect("the resources are a feature");
    let (list, _) = list.split_once(']').expect("the list ends");
    let names = list
        .split(',')
        .map(|name| name.trim().trim_matches('"').to_owned());
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    for file in folder::entries(&project::path("spec/resources")) {
        let name = folder::stem(&file);
        assert!(names.contains(&name), "`{name}` is no feature");
    }
    names
}

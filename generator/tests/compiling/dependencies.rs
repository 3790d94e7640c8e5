//! Promise 30: the dependencies of a client, with and without its features, according to Cargo.

use crate::{
    cargo, emitted, new_resource,
    support::{folder, project},
    workspace::WORKSPACE,
};
use std::{collections::BTreeSet, process::Command};

/// Maximum number of crates of a client with its default features, including itself.
const MAX_CRATES: usize = 60;

#[test]
fn promise_30_features_that_are_off_take_their_dependencies_away() {
    let manifest = folder::read(&project::path("generator/runtime/Cargo.toml"));
    let (_, dependencies) = manifest
        .split_once("\n[dependencies]\n")
        .expect("the runtime has dependencies");
    let (dependencies, _) = dependencies.split_once("\n[").unwrap_or((dependencies, ""));
    let optional: BTreeSet<_> = dependencies
        .lines()
        .filter(|line| line.contains("optional = true"))
        .filter_map(|line| line.split(" = ").next())
        .collect();
    assert!(
        optional.contains("hyper") && optional.len() > 8,
        "{optional:?}"
    );
    let none = direct(&["--no-default-features"]);
    let found: Vec<_> = none
        .iter()
        .filter(|name| optional.contains(name.as_str()))
        .collect();
    assert!(
        found.is_empty(),
        "dependencies without any feature: {found:?}"
    );
    for (features, expected) in [
        ("stream", &["futures-core"][..]),
        ("hyper", &["hyper"]),
        ("rustls", &["hyper", "rustls"]),
        ("webhooks", &["hmac", "sha2"]),
        ("blocking,resources,testing", &[]),
    ] {
        let some = direct(&["--no-default-features", "--features", features]);
        let brought = some.difference(&none);
        let brought: BTreeSet<_> = brought.map(String::as_str).collect();
        assert!(
            expected.iter().all(|name| brought.contains(name)),
            "`{features}` brings {brought:?}"
        );
        assert!(
            brought.iter().all(|name| optional.contains(name)),
            "`{features}` brings {brought:?}"
        );
        assert_eq!(brought.is_empty(), expected.is_empty(), "`{features}`");
    }
    assert!(
        !direct(&[]).contains("reqwest"),
        "`reqwest` is not a default feature"
    );
}

#[test]
fn promise_30_a_client_brings_few_crates() {
    let all = tree(&["--edges", "normal,build"]);
    assert!(all.len() <= MAX_CRATES, "{} crates: {all:?}", all.len());
}

/// Compares the features of dependencies in the project and in the scratch workspace. A dependency with other features is
/// built once more, with all crates that depend on it.
#[test]
fn both_workspaces_have_the_same_features() {
    let all = [
        "tree",
        "--workspace",
        "--edges=normal,build,dev",
        "--prefix=none",
        "--format={p} {f}",
    ];
    let lines = |command: &mut Command| -> BTreeSet<String> {
        let said = cargo::alone(|| cargo::succeed(command));
        let lines = said.lines().map(|line| line.trim_end_matches(" (*)"));
        // Packages of a workspace have paths.
        let others = lines.filter(|line| !line.contains('/'));
        others.map(str::to_owned).collect()
    };
    let project = lines(&mut cargo::cargo(&project::path("."), &all));
    let scratch = lines(&mut emitted::select_tested(cargo::cargo(
        &WORKSPACE.root,
        &all,
    )));
    let package = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let known: BTreeSet<_> = project.iter().map(|line| package(line)).collect();
    let other: Vec<_> = scratch
        .difference(&project)
        .filter(|line| known.contains(&package(line)))
        .collect();
    assert!(
        other.is_empty(),
        "add features to `SAME_FEATURES` of `workspace`, since these are not those of the project: {other:#?}"
    );
}

/// Returns the names of the direct dependencies of the client.
fn direct(arguments: &[&str]) -> BTreeSet<String> {
    let mut all = tree(&[&["--edges", "normal", "--depth", "1"], arguments].concat());
    all.remove("generated-sdk");
    all
}

/// Returns the crates in the output of `cargo tree` for the client. A crate in two versions occurs twice.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    cargo::alone(|| {
        let client = ["tree", "--package=generated-sdk", "--prefix=none"];
        let folder = WORKSPACE.root.join(new_resource::MEMBER);
        let mut command = cargo::cargo(&folder, &client);
        let said = cargo::succeed(command.args(arguments));
        let names = said.lines().filter_map(|line| {
            let mut words = line.split(' ');
            let (name, version) = (words.next()?, words.next()?);
            let is_depth = arguments.contains(&"--depth");
            Some(if is_depth {
                name.to_owned()
            } else {
                format!("{name} {version}")
            })
        });
        names.collect()
    })
}

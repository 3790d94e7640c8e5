//! Excerpts of public APIs, and a crate that makes their hard calls. They are members of the scratch workspace, but are built
//! apart, because they have no construct that a golden does not have.

use crate::{
    cargo::{self, FEATURES},
    emitted,
    support::{excerpts, folder, project},
    workspace::WORKSPACE,
};
use std::path::Path;

/// Name of the crate that uses the excerpts, which is that of its folder.
pub const MEMBER: &str = "excerpts";

/// Writes the crate that uses the excerpts.
pub fn write(to: &Path) {
    let from = project::tests(MEMBER);
    let manifest = folder::read(&from.join("Cargo.template.toml"));
    folder::write(&to.join("Cargo.toml"), &manifest);
    folder::copy(&from.join("src"), &to.join("tests/all"));
    let server = project::path("generator/runtime/tests/support/server.rs");
    folder::write(&to.join("tests/all/server.rs"), &folder::read(&server));
    folder::write(&to.join("src/lib.rs"), "");
}

/// Returns the names of the packages of the excerpts.
pub fn packages() -> impl Iterator<Item = String> {
    let names = excerpts::NAMES.iter();
    names.map(|name| format!("{}-client", name.replace('_', "-")))
}

/// Returns the arguments that select these packages.
pub fn select() -> impl Iterator<Item = String> {
    packages().map(|name| format!("--package={name}"))
}

/// Compiles, lints and tests the excerpts and the crate that uses them.
#[test]
#[ignore = "builds the runtime five times; `.ci/run` runs it"]
fn excerpts_pass_their_tests_without_lints() {
    let mut command = tests(&["--test=*"]);
    let said = cargo::alone(|| cargo::run(&mut command));
    assert!(said.is_success, "{}\n{}", said.stderr, said.stdout);
    // The crate that uses them may have warnings, because it has examples of usual code.
    for name in packages() {
        let warning = format!("warning: `{name}` ");
        assert!(!said.stderr.contains(&warning), "{}", said.stderr);
    }
    // A wire test, a test of canaries, and a program of each excerpt.
    let wire = ["files::create", "repos::archive", "calls::create"];
    let used = excerpts::NAMES.map(|name| format!("{name}::over_a_network"));
    for test in wire.map(str::to_owned).iter().chain(&used) {
        let line = format!("test {test} ... ok\n");
        assert!(said.stdout.contains(&line), "{line}{}", said.stdout);
    }
}

#[test]
#[ignore = "builds the runtime five times; `.ci/run` runs it"]
fn doctests_of_excerpts_pass() {
    let mut command = tests(&["--doc"]);
    let passed = cargo::alone(|| cargo::succeed(&mut command));
    let doctest = "src/resources/payment_intents.rs - ";
    assert!(passed.contains(doctest), "doctests have run:\n{passed}");
}

#[test]
#[ignore = "builds the runtime five times; `.ci/run` runs it"]
fn documentation_of_excerpts_builds_without_warnings() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["doc", "--no-deps"]);
    command.args(select()).args(FEATURES);
    command.env("RUSTDOCFLAGS", "-D warnings");
    cargo::alone(|| cargo::succeed(&mut command));
}

/// Creates a command that tests the excerpts and the crate that uses them, with the lints and the dependencies of the other
/// emitted crates.
fn tests(arguments: &[&str]) -> std::process::Command {
    let command = cargo::cargo(&WORKSPACE.root, &["test", "--no-fail-fast"]);
    let mut command = cargo::linted(command);
    command.args(select()).args(FEATURES).args(arguments);
    for member in [MEMBER, "same-features"] {
        command.arg(format!("--package={member}"));
    }
    emitted::configured(command)
}

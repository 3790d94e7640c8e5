//! Crates outside of the project that use the real SDK. Each is a test program of the scratch workspace.

use crate::{
    cargo, emitted, readme,
    support::{folder, project},
    workspace::WORKSPACE,
};
use std::path::Path;

/// Names of the consumers, which are those of the members and of the folders of the tests.
pub const MEMBERS: [&str; 3] = ["consumer", "readme", "service"];

/// Writes the consumers to the scratch workspace.
pub fn write(root: &Path) {
    for name in MEMBERS {
        let (from, to) = (project::tests(name), root.join(name));
        let manifest = folder::read(&from.join("Cargo.template.toml"));
        folder::write(&to.join("Cargo.toml"), &manifest);
        let sources = if name == "service" {
            "src"
        } else {
            "tests/all"
        };
        folder::copy(&from.join("src"), &to.join(sources));
    }
    let server = project::path("generator/runtime/tests/support/server.rs");
    folder::write(
        &root.join("consumer/tests/all/server.rs"),
        &folder::read(&server),
    );
    for name in ["authority.pem", "client.pem", "client.key"] {
        let data = folder::read(&project::path("generator/runtime/tests/data").join(name));
        folder::write(&root.join("consumer/tests/all").join(name), &data);
    }
    folder::write(
        &root.join("consumer/src/lib.rs"),
        &folder::read(&project::tests("consumer/refused.rs")),
    );
    folder::write(
        &root.join("readme/tests/all/snippets.rs"),
        &readme::snippets(),
    );
}

/// Uses the crate as its documentation says, against a server on loopback.
#[test]
fn a_consumer_uses_the_crate() {
    emitted::has_passed("a_consumer_uses_the_crate");
}

#[test]
fn every_snippet_of_the_readme_runs() {
    emitted::has_passed("every_snippet_of_the_readme_runs");
}

/// Builds the README alone, because the feature `reqwest` would be on for other members as well.
#[test]
#[ignore = "`reqwest` brings 40 crates, and features that build many others again; `.ci/run` runs it"]
fn the_snippet_of_reqwest_runs() {
    let arguments = ["test", "--package=readme", "--features=reqwest", "--test=*"];
    let mut command = emitted::configured(cargo::cargo(&WORKSPACE.root, &arguments));
    let passed = cargo::alone(|| cargo::succeed(command.args(["--", "--show-output"])));
    assert!(passed.contains(": with_reqwest\n"), "{passed}");
}

#[test]
fn promise_26_a_service_tests_itself_without_a_network() {
    let source = folder::read(&project::tests("service/src/lib.rs"));
    assert!(
        source.lines().count() < 60,
        "the service and its tests are small"
    );
    emitted::has_passed("tests::rotates_one_environment_through_an_outage");
    emitted::has_passed("tests::stops_where_it_may_not");
}

/// Builds the service alone, because other members enable the default transport.
#[test]
fn a_service_needs_no_transport() {
    // `RUSTFLAGS` would build all dependencies again, which the flags of Clippy do not.
    let arguments = ["clippy", "--package=service", "--tests", "--", "-Dwarnings"];
    let mut command = cargo::cargo(&WORKSPACE.root, &arguments);
    cargo::alone(|| cargo::succeed(&mut command));
}

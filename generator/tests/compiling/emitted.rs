//! Emitted crates pass their own tests, and are clean.

use crate::{
    cargo::{self, FEATURES, SMALL_FEATURES, Said},
    workspace::{self, SDK, WORKSPACE},
};
use std::{process::Command, sync::LazyLock};

/// The tests of the goldens, of the other APIs and of the consumers, run once and linted as they are compiled.
static TESTED: LazyLock<Said> = LazyLock::new(|| {
    // Without `--test`, each library would be built again to look for unit tests.
    let mut command = test(&["--test=*", "--no-fail-fast"]);
    // What a consumer takes from the environment. Nobody listens at this address.
    command
        .env("CADENYA_API_KEY", "key_from_env")
        .env("CADENYA_WORKSPACE_ID", "ws_env")
        .env("CADENYA_BASE_URL", "http://127.0.0.1:9");
    cargo::alone(|| cargo::run(&mut command))
});

/// A command that tests the workspace, but for the real SDK and the small APIs.
fn test(arguments: &[&str]) -> Command {
    let command = cargo::cargo(&WORKSPACE.root, &["test", "--workspace"]);
    let mut command = cargo::linted(command);
    for name in workspace::small().chain([SDK]) {
        command.arg(format!("--exclude={name}"));
    }
    command.args(FEATURES).args(arguments);
    command
}

/// Fails unless a test of a member has passed.
pub fn has_passed(test: &str) {
    let Said { stdout, stderr, .. } = &*TESTED;
    let line = format!("test {test} ... ok\n");
    assert!(
        stdout.contains(&line),
        "`{test}` has not passed:\n{stderr}\n{stdout}"
    );
}

#[test]
fn tests_pass() {
    let Said {
        is_success,
        stdout,
        stderr,
    } = &*TESTED;
    assert!(is_success, "{stderr}\n{stdout}");
    // Wire tests, canaries, and tests that are written by hand.
    has_passed("verbs::delete_with_query");
    has_passed("resources::scalars::measure");
    has_passed("promise_09_a_fetched_value_is_sent_back_without_its_read_only_fields");
}

#[test]
fn clippy_has_nothing_to_say() {
    let stderr = &TESTED.stderr;
    let is_linted =
        stderr.contains("clippy-driver") && stderr.contains("Running tests/wire/main.rs");
    assert!(is_linted, "{stderr}");
    // Consumers are written to be read, not to please Clippy.
    for name in WORKSPACE.emitted().chain([SDK.to_owned()]) {
        assert!(!stderr.contains(&format!("warning: `{name}` ")), "{stderr}");
    }
}

/// Warning about the only code that the zoo does not use: it authorizes with a key, and another API of the tests with a
/// user name and a password.
const UNUSED: &str = "methods `username` and `password` are never used";

/// Emitted crates allow dead code in the runtime, since an API uses the part of it that it needs. The zoo uses nearly all
/// of it, so that code without any user is found here.
#[test]
fn the_runtime_has_no_dead_code() {
    let arguments = ["rustc", "--package=zoo-client", "--lib", "--profile=check"];
    let mut command = cargo::cargo(&WORKSPACE.root, &arguments);
    command
        .args(FEATURES)
        .args(["--", "--force-warn=dead_code"]);
    let said = cargo::alone(|| cargo::run(&mut command));
    assert!(said.is_success, "{}", said.stderr);
    let warnings = said.stderr.split("\n\n");
    let (expected, others): (Vec<_>, Vec<_>) = warnings
        .filter(|text| text.contains("-->"))
        .partition(|text| text.contains(UNUSED));
    assert!(others.is_empty(), "{}", others.join("\n\n"));
    assert_eq!(expected.len(), 1, "the zoo uses all of the runtime now");
}

#[test]
fn doctests_pass() {
    let mut command = test(&["--doc"]);
    let passed = cargo::alone(|| cargo::succeed(&mut command));
    let doctest = "src/resources/verbs.rs - resources::verbs::Verbs::archive";
    assert!(passed.contains(doctest), "doctests have run:\n{passed}");
}

/// Most of the runtime is left out of a small API, and what is left compiles without a warning, and so do its tests.
#[test]
fn small_apis_compile_and_are_clean() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["clippy", "--all-targets"]);
    let lints = ["--", "-D", "warnings", "-W", "clippy::pedantic"];
    command.args(workspace::select_small()).args(SMALL_FEATURES);
    cargo::alone(|| cargo::succeed(command.args(lints)));
}

#[test]
#[ignore = "takes half as long to build as all the others, for a test or two of each; `.ci/run` runs it"]
fn tests_of_small_apis_pass() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["test"]);
    command.args(workspace::select_small()).args(SMALL_FEATURES);
    let passed = cargo::alone(|| cargo::succeed(&mut command));
    for test in ["test x::ping ... ok", "test x::find ... ok"] {
        assert!(passed.contains(test), "{passed}");
    }
}

#[test]
fn all_is_formatted() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["fmt", "--check"]);
    command.args(WORKSPACE.select_emitted().chain(workspace::select_small()));
    cargo::alone(|| cargo::succeed(&mut command));
}

#[test]
fn documentation_builds_without_warnings() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["doc", "--no-deps"]);
    command.args(WORKSPACE.select_emitted().chain(workspace::select_small()));
    command.args(FEATURES).env("RUSTDOCFLAGS", "-D warnings");
    cargo::alone(|| cargo::succeed(&mut command));
}

//! Emitted crates pass their own tests, without warnings.

use crate::{
    cargo::{self, FEATURES, SMALL_FEATURES, Said},
    excerpts,
    workspace::{self, SDK, WORKSPACE},
};
use std::{process::Command, sync::LazyLock};

/// Output of the tests of the goldens, of the other APIs and of the consumers, which are compiled, linted and run once.
static TESTED: LazyLock<Said> = LazyLock::new(|| {
    // Without `--test`, each library would be built again to search for unit tests.
    let mut command = configured(test(&["--test=*", "--no-fail-fast"]));
    cargo::alone(|| cargo::run(&mut command))
});

/// Adds the settings that a consumer reads from the environment. Nothing listens at this address.
pub fn configured(mut command: Command) -> Command {
    command
        .env("CADENYA_API_KEY", "key_from_env")
        .env("CADENYA_WORKSPACE_ID", "ws_env")
        .env("CADENYA_BASE_URL", "http://127.0.0.1:9");
    command
}

/// Creates a command that tests the workspace, except for the real SDK, the small APIs and the excerpts.
fn test(arguments: &[&str]) -> Command {
    let command = cargo::cargo(&WORKSPACE.root, &["test", "--workspace"]);
    let mut command = select_tested(cargo::linted(command));
    command.args(arguments);
    command
}

/// Selects all but the real SDK, the small APIs and the excerpts in a command for the whole workspace, and the features that
/// are tested.
pub fn select_tested(mut command: Command) -> Command {
    let others = workspace::small().chain([SDK, excerpts::MEMBER]);
    for name in others.map(str::to_owned).chain(excerpts::packages()) {
        command.arg(format!("--exclude={name}"));
    }
    command.args(FEATURES);
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
fn emitted_crates_have_no_lints() {
    let stderr = &TESTED.stderr;
    let is_linted =
        stderr.contains("clippy-driver") && stderr.contains("Running tests/wire/main.rs");
    assert!(is_linted, "{stderr}");
    // Consumers may have warnings, because they are examples of usual code.
    for name in WORKSPACE.emitted().chain([SDK.to_owned()]) {
        assert!(!stderr.contains(&format!("warning: `{name}` ")), "{stderr}");
    }
}

/// Warnings about the only code that the zoo does not use: that of `omits_defaults`, which another API of the tests has.
const UNUSED: [&str; 5] = [
    "struct `Defaulted` is never constructed",
    "function `default` is never used\n  --> zoo/src/runtime/json/slots.rs",
    "method `default` is never used\n  --> zoo/src/runtime/json/writer.rs",
    "method `keyed_or_default` is never used",
    "function `keyed_or_default` is never used",
];

/// Compiles the zoo without `allow(dead_code)` on the runtime. Emitted crates have it, because an API uses only a part of the
/// runtime, but the zoo uses nearly all of it.
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
        .partition(|text| UNUSED.iter().any(|unused| text.contains(unused)));
    assert!(others.is_empty(), "{}", others.join("\n\n"));
    let is_missing = |unused: &&&str| !expected.iter().any(|text| text.contains(**unused));
    let missing: Vec<_> = UNUSED.iter().filter(is_missing).collect();
    assert!(
        missing.is_empty(),
        "these are used, so remove them: {missing:#?}"
    );
}

/// Output of all doctests.
static DOCUMENTED: LazyLock<Said> = LazyLock::new(|| {
    let mut command = test(&["--doc", "--no-fail-fast"]);
    cargo::alone(|| cargo::run(&mut command))
});

/// Returns the output of all doctests.
pub fn doctests() -> &'static str {
    &DOCUMENTED.stdout
}

#[test]
fn doctests_pass() {
    let Said {
        is_success,
        stdout: passed,
        stderr,
    } = &*DOCUMENTED;
    assert!(is_success, "{stderr}\n{passed}");
    let doctest = "src/resources/verbs.rs - resources::verbs::Verbs::archive";
    assert!(passed.contains(doctest), "doctests have run:\n{passed}");
}

/// Compiles small APIs, which have only a small part of the runtime, and their tests.
#[test]
fn small_apis_compile_without_warnings() {
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
    command.args(excerpts::select());
    cargo::alone(|| cargo::succeed(&mut command));
}

#[test]
fn documentation_builds_without_warnings() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["doc", "--no-deps"]);
    command.args(WORKSPACE.select_emitted()).args(FEATURES);
    command.env("RUSTDOCFLAGS", "-D warnings");
    cargo::alone(|| cargo::succeed(&mut command));
}

#[test]
#[ignore = "documents the same runtime eight times, each time without some of its parts; `.ci/run` runs it"]
fn documentation_of_small_apis_builds_without_warnings() {
    let mut command = cargo::cargo(&WORKSPACE.root, &["doc", "--no-deps"]);
    command.args(workspace::select_small()).args(SMALL_FEATURES);
    command.env("RUSTDOCFLAGS", "-D warnings");
    cargo::alone(|| cargo::succeed(&mut command));
}

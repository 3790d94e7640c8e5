//! Emitted crates, all in one scratch workspace, so that one run of Cargo proves them all: the goldens, which have
//! every construct, APIs that are quite unlike the real one, and APIs that have next to no construct, for which most of
//! the runtime must be left out.

use crate::{
    cargo::{self, FEATURES},
    new_resource, round_trips,
    support::{folder, project, zoo},
};
use generator::output::{self, Mode};
use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// Small APIs: a name, what `api.yaml` has besides the necessary, and a resource.
const SMALL: &[(&str, &str, &str)] = &[
    ("least", "", "methods: { ping: { route: GET /ping } }"),
    (
        "only-pages",
        "pagination: { items: items, next: next, cursor: cursor }",
        "methods: { list: { route: GET /x, query: { cursor?: string }, returns: page of string } }",
    ),
    (
        "only-values",
        "",
        "methods: { read: { route: GET /x, returns: int64 }, make: { route: POST /x, returns: json } }",
    ),
    (
        "only-writes",
        "",
        "methods: { put: { route: PUT /x, returns: X } }\nmodels: { X: { fields: { at: datetime, by?: secret } } }",
    ),
    (
        "only-enums",
        "env: { base_url: WORDS_URL }",
        "methods: { set: { route: 'POST /x/{word}', params: { word: { type: Word } } } }\nmodels: { Word: { values: [a, b] } }",
    ),
    (
        "only-masks",
        "client_params: { owner: {} }",
        "methods: { set: { route: 'PATCH /{owner}', body: { mask: field mask of X } } }\nmodels: { X: { fields: { a?: bool } } }",
    ),
    (
        "only-lists",
        "error: Oops",
        "methods: { find: { route: GET /x, query: { at: list of datetime } } }\nmodels: { Oops: { fields: { message?: string } } }",
    ),
    (
        "only-entries",
        "error: { model: Oops, message: why.text }",
        "methods:\n  find: { route: GET /x, query: { tags?: { type: label_filter, entry: tag } } }\n  \
         set: { route: POST /x, body: { tags?: { type: map of bool, entry: tag } } }\n\
         models: { Oops: { fields: { why?: Why, code?: int32 } }, Why: { fields: { text?: string } } }",
    ),
];

/// The scratch workspace with all crates in it.
pub static WORKSPACE: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = cargo::scratch("crates");
    let mut members = ["zoo", new_resource::MEMBER, round_trips::MEMBER]
        .map(str::to_owned)
        .to_vec();
    let spec = folder::temporary();
    zoo::describe(spec.path());
    emit(spec.path(), &root.join("zoo"));
    let promises = folder::read(&project::tests("promises/models.rs"));
    folder::write(&root.join("zoo/tests/promises.rs"), &promises);
    new_resource::emit(&root.join(new_resource::MEMBER));
    round_trips::emit(&root.join(round_trips::MEMBER));
    for (name, api, resource) in SMALL {
        let spec = folder::temporary();
        let head = format!(
            "name: Small\nversion: 1\npackage: {{ name: {name}, version: 0.0.0 }}\nbase_url: http://localhost:1\nauth: bearer\n"
        );
        folder::write(
            &spec.path().join("api.yaml"),
            &format!("{head}{api}\n").replace("version: 1\n", "version: \"1\"\n"),
        );
        folder::write(&spec.path().join("resources/x.yaml"), resource);
        emit(spec.path(), &root.join(name));
        members.push((*name).to_owned());
    }
    for spec in folder::entries(&project::tests("apis")) {
        let name = folder::stem(&spec);
        emit(&spec, &root.join(&name));
        members.push(name);
    }
    folder::write(
        &root.join("Cargo.toml"),
        &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"),
    );
    cargo::lock(&root);
    root
});

/// Writes the crate of a description; what is right already stays, and Cargo need not build it again.
pub fn emit(spec: &Path, out: &Path) {
    let files = project::generated(spec).files;
    output::apply(out, &files, Mode::Write).unwrap_or_else(|error| panic!("{error}"));
}

/// All crates but the large one, which is the real SDK with two more resources: the real one is a member of the project
/// and has all of this done to it there, and the new resources have tests of their own.
pub const ALL: [&str; 2] = ["--workspace", "--exclude=generated-sdk"];

#[test]
fn tests_and_doctests_pass() {
    cargo::alone(|| {
        let mut command = cargo::cargo(&WORKSPACE, &["test", "--no-fail-fast"]);
        let passed = cargo::succeed(command.args(ALL).args(FEATURES));
        assert!(
            passed.contains("test verbs::delete_with_query ... ok"),
            "wire tests have run:\n{passed}"
        );
        assert!(
            passed.contains("test resources::scalars::measure ... ok"),
            "canaries have run:\n{passed}"
        );
        assert!(
            passed.contains("src/resources/verbs.rs - resources::verbs::Verbs::archive"),
            "and so have doctests:\n{passed}"
        );
        assert!(
            passed.contains(
                "test promise_09_a_fetched_value_is_sent_back_without_its_read_only_fields ... ok"
            ),
            "and what is written by hand:\n{passed}"
        );
    });
}

#[test]
fn clippy_has_nothing_to_say() {
    cargo::alone(|| {
        let lints = ["--", "-D", "warnings", "-W", "clippy::pedantic"];
        let mut command = cargo::cargo(&WORKSPACE, &["clippy", "--all-targets"]);
        cargo::succeed(command.args(ALL).args(FEATURES).args(lints));
    });
}

#[test]
fn all_is_formatted() {
    cargo::alone(|| cargo::succeed(&mut cargo::cargo(&WORKSPACE, &["fmt", "--all", "--check"])));
}

#[test]
fn documentation_builds_without_warnings() {
    cargo::alone(|| {
        let mut command = cargo::cargo(&WORKSPACE, &["doc", "--no-deps"]);
        cargo::succeed(
            command
                .args(ALL)
                .args(FEATURES)
                .env("RUSTDOCFLAGS", "-D warnings"),
        );
    });
}

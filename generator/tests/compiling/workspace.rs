//! The scratch workspace. Its members are emitted crates (the goldens, which have every construct; other APIs; small APIs,
//! which have only a small part of the runtime; excerpts of public APIs; and the real API with new resources), and crates that
//! use them.

use crate::{
    cargo, consumers, excerpts, fixtures, new_resource, round_trips,
    support::{self, folder, project, zoo},
};
use generator::output::{self, Mode};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// Small APIs: a name, optional parts of `api.yaml`, and a resource.
const SMALL: &[(&str, &str, &str)] = &[
    ("least", "", "methods: { ping: { route: GET /ping } }"),
    (
        "only-pages",
        "pagination: { items: items, next: next, cursor: cursor }",
        "methods: { list: { route: GET /x, query: { 'cursor?': string }, returns: page of string } }",
    ),
    (
        "only-values",
        "",
        "methods: { read: { route: GET /x, returns: int64 }, make: { route: POST /x, returns: json } }",
    ),
    (
        "only-writes",
        "",
        "methods: { put: { route: PUT /x, returns: X } }\nmodels: { X: { fields: { at: datetime, 'by?': secret } } }",
    ),
    (
        "only-enums",
        "env: { base_url: WORDS_URL }",
        "methods: { set: { route: 'POST /x/{word}', params: { word: { type: Word } } } }\nmodels: { Word: { values: [a, b] } }",
    ),
    (
        "only-masks",
        "client_params: { owner: {} }",
        "methods: { set: { route: 'PATCH /{owner}', body: { mask: field mask of X } } }\nmodels: { X: { fields: { 'a?': bool } } }",
    ),
    (
        "only-lists",
        "error: { model: Oops, message: errors.detail }",
        "methods: { find: { route: GET /x, query: { at: list of datetime } } }\n\
         models: { Oops: { fields: { 'errors?': list of Flaw } }, Flaw: { fields: { 'detail?': string or null } } }",
    ),
    (
        "only-entries",
        "error: { model: Oops, message: why.text }",
        "methods:\n  find: { route: GET /x, query: { 'tags?': { type: label_filter, entry: tag } } }\n  \
         set: { route: POST /x, body: { 'tags?': { type: map of bool, entry: tag } } }\n\
         models: { Oops: { fields: { 'why?': Why, 'code?': int32 } }, Why: { fields: { 'text?': string } } }",
    ),
];

/// Profile of the project, so that dependencies are built once for both. Emitted crates are built without debug information
/// as well.
const PROFILE: &str = "\
[profile.dev]
debug = \"line-tables-only\"

[profile.dev.package.\"*\"]
debug = false
";

/// Package that asks for the features that the project's own crates ask for. Cargo unifies features in a workspace, so that
/// both workspaces share the builds of their common dependencies.
const SAME_FEATURES: &str = "\
[package]
name = \"same-features\"
version = \"0.0.0\"
edition = \"2024\"
publish = false

[lib]
test = false
doctest = false

[dependencies]
futures-util = { version = \"0.3\", default-features = false, features = [\"alloc\"] }
indexmap = \"2\"
memchr = \"2\"
num-traits = \"0.2\"
serde = { version = \"1\", features = [\"alloc\", \"derive\"] }
serde_core = \"1\"
serde_json = { version = \"1\", features = [\"alloc\", \"preserve_order\"] }
tokio-rustls = { version = \"0.26\", default-features = false, features = [\"ring\", \"tls12\"] }
";

/// Name of the package of the real SDK.
pub const SDK: &str = "generated-sdk";

/// Scratch workspace with all crates in it.
pub static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    let root = cargo::scratch("crates");
    let mut emitted = vec!["zoo".to_owned()];
    let spec = folder::temporary();
    zoo::describe(spec.path());
    emit(spec.path(), &root.join("zoo"));
    for (name, api) in [
        ("models", "zoo"),
        ("values", "zoo"),
        ("unions", "zoo"),
        ("pages", "zoo"),
        ("statuses", "zoo"),
        ("omitted_defaults", "press"),
        ("signatures", "tickets"),
    ] {
        let promises = folder::read(&project::tests(&format!("promises/{name}.rs")));
        folder::write(
            &root.join(api).join(format!("tests/promises_{name}.rs")),
            &promises,
        );
    }
    for small in SMALL {
        emit_small(*small, &root);
    }
    for spec in folder::entries(&project::tests("apis")) {
        let name = folder::stem(&spec);
        emit(&spec, &root.join(&name));
        if !support::excerpts::NAMES.contains(&&*name) {
            emitted.push(name);
        }
    }
    excerpts::write(&root.join(excerpts::MEMBER));
    new_resource::emit(&root.join(new_resource::MEMBER));
    round_trips::emit(&root.join(round_trips::MEMBER));
    consumers::write(&root);
    folder::write(&root.join("same-features/Cargo.toml"), SAME_FEATURES);
    folder::write(&root.join("same-features/src/lib.rs"), "");
    let others = [new_resource::MEMBER, round_trips::MEMBER, "same-features"]
        .into_iter()
        .chain(consumers::MEMBERS);
    let mut members: Vec<&str> = others.chain(small()).collect();
    members.extend(emitted.iter().map(String::as_str));
    members.extend(support::excerpts::NAMES);
    members.push(excerpts::MEMBER);
    let mut manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n{PROFILE}");
    let workspace = Workspace { root, emitted };
    let emitted = workspace.emitted().chain(excerpts::packages());
    for name in emitted.chain([SDK.to_owned()]) {
        let _ = writeln!(manifest, "\n[profile.dev.package.{name}]\ndebug = false");
    }
    folder::write(&workspace.root.join("Cargo.toml"), &manifest);
    cargo::lock(&workspace.root);
    workspace
});

/// Folders of the scratch workspace.
pub struct Workspace {
    /// The workspace.
    pub root: PathBuf,
    /// Folders of the goldens and of the other APIs, without the excerpts, which are tested apart. The real SDK is not one of
    /// them: it is a member of the project itself, where it is tested and linted.
    emitted: Vec<String>,
}

impl Workspace {
    /// Returns the names of the packages of the goldens and of the other APIs.
    pub fn emitted(&self) -> impl Iterator<Item = String> {
        let manifests = self.emitted.iter().map(|folder| self.root.join(folder));
        manifests.map(|folder| {
            let manifest = folder::read(&folder.join("Cargo.toml"));
            fixtures::package(&manifest).to_owned()
        })
    }

    /// Returns the arguments that select these packages.
    pub fn select_emitted(&self) -> impl Iterator<Item = String> {
        self.emitted().map(|name| format!("--package={name}"))
    }
}

/// Returns the names of the small APIs, which are those of their packages and folders.
pub fn small() -> impl Iterator<Item = &'static str> {
    SMALL.iter().map(|(name, _, _)| *name)
}

/// Returns the arguments that select the small APIs.
pub fn select_small() -> impl Iterator<Item = String> {
    small().map(|name| format!("--package={name}"))
}

fn emit_small((name, api, resource): (&str, &str, &str), root: &Path) {
    let spec = folder::temporary();
    let head = format!(
        "name: Small\nversion: \"1\"\npackage: {{ name: {name}, version: 0.0.0 }}\nbase_url: http://localhost:1\nauth: bearer\n"
    );
    folder::write(&spec.path().join("api.yaml"), &format!("{head}{api}\n"));
    folder::write(&spec.path().join("resources/x.yaml"), resource);
    emit(spec.path(), &root.join(name));
}

/// Writes the crate of a description, and a test of its fixtures. Files that are up to date stay, so that Cargo does not
/// build them again.
pub fn emit(spec: &Path, out: &Path) {
    let generated = project::generated(spec);
    output::apply(out, &generated.files, Mode::Write).unwrap_or_else(|error| panic!("{error}"));
    fixtures::write_test(out, &generated);
}

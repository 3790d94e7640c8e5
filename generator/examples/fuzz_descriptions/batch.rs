//! A workspace of emitted crates, which share their dependencies, and what Cargo says about them.

use crate::{
    descriptions::Repair,
    fixtures,
    support::{folder, project},
};
use generator::Generated;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Features that are built: all but TLS and `reqwest`, which take longer to build than all others.
const FEATURES: &str = "--features=blocking,hyper,stream,resources,testing,tracing,webhooks";

/// API with all features, without which Cargo would refuse those that no other member has.
const WITH_WEBHOOKS: &str = "with-webhooks";

/// Failure of a crate.
pub struct Failure {
    /// Output of Cargo for the crate.
    pub report: String,
}

impl Failure {
    /// Returns what the failure has in common with those of smaller descriptions: the first code of the compiler or of
    /// Clippy, or else that a test failed.
    pub fn kind(&self) -> String {
        let codes = self.report.lines().filter_map(|line| {
            let line = line.trim_start();
            let code = line
                .strip_prefix("error[")
                .and_then(|line| line.split_once(']'));
            let lint = line
                .strip_prefix("= note: `#[warn(")
                .and_then(|line| line.split_once(')'));
            let lint = lint.or_else(|| {
                line.split_once("rust-clippy/")
                    .and_then(|(_, lint)| lint.split_once('#').map(|(_, lint)| (lint, "")))
            });
            Some(code.or(lint)?.0.to_owned())
        });
        let is_test = self.report.contains("test result: FAILED");
        let other = if is_test {
            "a test fails"
        } else {
            "it is not compiled"
        };
        codes.into_iter().next().unwrap_or_else(|| other.to_owned())
    }
}

/// Folder of the workspace.
pub struct Batch {
    root: PathBuf,
    /// Build output, which all workspaces share.
    target: PathBuf,
}

impl Batch {
    /// Creates the folder, next to other build output.
    pub fn new(folder: &str) -> Self {
        let output = project::path("target/fuzz_descriptions");
        Self {
            root: output.join(folder),
            target: output.join("target"),
        }
    }

    /// Compiles, lints, tests and documents crates, each with the name of its package. Returns the failures.
    ///
    /// # Panics
    ///
    /// Panics if Cargo fails without a word about any of the crates, since none of them was tried then.
    pub fn failures<'a>(
        &self,
        members: impl Iterator<Item = (&'a str, &'a Generated)>,
    ) -> Vec<(String, Failure)> {
        let mut names = vec![WITH_WEBHOOKS.to_owned()];
        // What an earlier batch left behind would be compiled again.
        let _ = fs::remove_dir_all(self.root.join("crates"));
        write(
            &self.root.join("crates").join(WITH_WEBHOOKS),
            &with_webhooks(),
        );
        for (name, generated) in members {
            let folder = self.root.join("crates").join(name);
            write(&folder, generated);
            fixtures::write_test(&folder, generated);
            names.push(name.to_owned());
        }
        let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n[profile.dev]\ndebug = false\n".to_owned();
        let _ = writeln!(manifest, "incremental = false");
        folder::write(&self.root.join("Cargo.toml"), &manifest);
        folder::write(
            &self.root.join("Cargo.lock"),
            &folder::read(&project::path("Cargo.lock")),
        );
        let (passes, all) = self.check(&["--workspace".to_owned()]);
        let mut failed = names.iter().filter(|name| is_named(&all, name)).peekable();
        assert!(passes || failed.peek().is_some(), "Cargo failed:\n{all}");
        let failures = failed.map(|name| {
            // A second run says only what is wrong with this crate.
            let packages = [name, WITH_WEBHOOKS].map(|name| format!("--package={name}"));
            let (_, report) = self.check(&packages);
            (
                name.clone(),
                Failure {
                    report: shortened(&report),
                },
            )
        });
        failures.collect()
    }

    /// Writes a crate that fails, and its description, to a folder that stays.
    pub fn keep(&self, package: &str, repair: &Repair) {
        let folder = self.root.join("found").join(package);
        write(&folder, &repair.generated);
        for (path, text) in repair.documents.files() {
            folder::write(&folder.join("spec").join(path), &text);
        }
    }

    /// Runs all tests, also those in documentation, and builds the documentation. Returns whether all succeeds, and all that
    /// Cargo says.
    fn check(&self, packages: &[String]) -> (bool, String) {
        let (tests, mut said) = self.cargo(&["test", "--no-fail-fast"], packages);
        let (docs, of_docs) = self.cargo(&["doc", "--no-deps", "--keep-going"], packages);
        said += &of_docs;
        (tests && docs, said)
    }

    /// Runs Cargo with lints. Returns whether it succeeds, and all that it says.
    fn cargo(&self, arguments: &[&str], packages: &[String]) -> (bool, String) {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        command.args(arguments).args(packages);
        command.args(["--no-default-features", FEATURES]);
        command.env("CARGO_TARGET_DIR", &self.target);
        command
            .env("CARGO_TERM_COLOR", "never")
            .env("RUST_BACKTRACE", "0");
        command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        command.env("CLIPPY_ARGS", "-Wclippy::pedantic__CLIPPY_HACKERY__");
        for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            command
                .env_remove(proxy)
                .env_remove(proxy.to_ascii_lowercase());
        }
        let output = command.output().expect("Cargo can be run");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said = text(&output.stderr) + &text(&output.stdout);
        (output.status.success(), said)
    }
}

/// Returns `true` if Cargo reports an error, a warning or a failed test of a package.
fn is_named(said: &str, name: &str) -> bool {
    let signs = [
        format!("could not compile `{name}`"),
        format!("warning: `{name}` "),
        format!("to rerun pass `-p {name} "),
        format!("`-p {name} --test"),
    ];
    signs.iter().any(|sign| said.contains(sign))
}

/// Returns the lines of a report that show what is wrong.
fn shortened(report: &str) -> String {
    let noise = [
        "Compiling ",
        "Checking ",
        "Documenting ",
        "Doc-tests ",
        "Finished ",
        "Running ",
    ];
    let lines = report.lines().filter(|line| {
        let line = line.trim_start();
        !noise.iter().any(|noise| line.starts_with(noise)) && !line.ends_with(" ... ok")
    });
    lines.take(120).collect::<Vec<_>>().join("\n")
}

fn write(out: &Path, generated: &Generated) {
    for file in &generated.files {
        folder::write(&out.join(&file.path), &file.text);
    }
}

fn with_webhooks() -> Generated {
    let spec = folder::temporary();
    let api = format!(
        "name: W\nversion: \"1\"\npackage: {{ name: {WITH_WEBHOOKS}, version: 0.1.0 }}\nbase_url: http://localhost:1\nauth: none\nwebhooks: Event\n"
    );
    folder::write(&spec.path().join("api.yaml"), &api);
    let resource = "methods: { ping: { route: GET /ping } }\nmodels: { Event: { tag: type, variants: { one: {} } } }";
    folder::write(&spec.path().join("resources/x.yaml"), resource);
    project::generated(spec.path())
}

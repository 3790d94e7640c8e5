//! The verdicts of `cargo xtask diff` against those of `cargo semver-checks`, which has to be installed. It needs rustdoc JSON of
//! each case, and takes about a quarter of an hour.

use super::changes::{self, CASES, Major};
use crate::support::folder;
use generator::{compare::Verdict, compile, source::Sources};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

#[test]
#[ignore = "needs `cargo install --locked cargo-semver-checks`, and a quarter of an hour"]
fn semver_checks_agrees() {
    let files = changes::files(&changes::base());
    let old = document(&files, "old");
    let mut disagreements = Vec::new();
    let mut more = 0;
    for case in CASES {
        let new = document(&changes::edited(files.clone(), case.edits), "new");
        let found = verdict(&old, &new);
        // The tool does not compare the types of arguments, results and fields. For the tool, another name of the package is a
        // change of the interface.
        let agrees = found != Some(Major) || case.verdict == Major;
        let sees_more = found != Some(Major) && case.rust == Major;
        more += usize::from(sees_more);
        let said = found.map_or("nothing", Verdict::word);
        println!(
            "{} {}: {} (in Rust {}), cargo semver-checks: {said}",
            match (agrees, sees_more) {
                (true, false) => "agrees   ",
                (true, true) => "sees more",
                (false, _) => "DISAGREES",
            },
            case.title,
            case.verdict,
            case.rust,
        );
        if !agrees {
            disagreements.push(case.title);
        }
    }
    println!(
        "{} cases: {} agree, and of {more} more only `cargo xtask diff` sees that the Rust interface breaks",
        CASES.len(),
        CASES.len() - disagreements.len() - more,
    );
    assert!(disagreements.is_empty(), "{disagreements:#?}");
}

/// Returns a path in the folder that Cargo has for tests.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("semver")
        .join(name)
}

/// Emits the crate of a description, and returns its documentation as JSON.
fn document(files: &BTreeMap<String, String>, name: &str) -> PathBuf {
    let root = scratch(name);
    let sources = Sources::of(Path::new("spec"), files);
    let emitted = compile(sources, Vec::new());
    let emitted = emitted.unwrap_or_else(|findings| panic!("{}", findings.render(false)));
    if root.exists() {
        for file in folder::files(&root.join("src")) {
            std::fs::remove_file(file).expect("the file can be removed");
        }
    }
    for file in emitted.files {
        // The crate is no member of the workspace that its folder is in.
        let own = if file.path == "Cargo.toml" {
            "\n[workspace]\n"
        } else {
            ""
        };
        folder::write(&root.join(&file.path), &(file.text + own));
    }
    let mut command = Command::new("cargo");
    command
        .current_dir(&root)
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTDOCFLAGS",
            "-Zunstable-options --output-format=json --cap-lints=allow",
        )
        .env("CARGO_TARGET_DIR", scratch("target"))
        .args([
            "doc",
            "--quiet",
            "--no-deps",
            "--lib",
            "--no-default-features",
        ])
        .arg("--features=blocking,hyper,stream,resources,testing");
    let has_webhooks = folder::read(&root.join("Cargo.toml")).contains("\nwebhooks = ");
    if has_webhooks {
        command.arg("--features=webhooks");
    }
    let status = command.status().expect("Cargo can be run");
    assert!(status.success(), "the crate of {name} has no documentation");
    let documents = folder::entries(&scratch("target/doc"));
    let document = documents
        .into_iter()
        .find(|file| file.extension().is_some_and(|found| found == "json"));
    let kept = root.with_extension("json");
    std::fs::rename(document.expect("rustdoc writes a file"), &kept).expect("it can be moved");
    kept
}

/// Returns the verdict of the tool; `None` if it finds nothing.
fn verdict(old: &Path, new: &Path) -> Option<Verdict> {
    let output = Command::new("cargo")
        .args([
            "semver-checks",
            "--release-type=patch",
            "--baseline-rustdoc",
        ])
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .output()
        .expect("cargo-semver-checks can be run");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(text.contains("Summary"), "{text}");
    let verdicts = [Verdict::Major, Verdict::Minor];
    verdicts
        .into_iter()
        .find(|verdict| text.contains(&format!("requires new {verdict} version")))
}

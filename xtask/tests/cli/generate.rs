//! `cargo xtask generate`, with and without `--check`.

use crate::support::{SHELVES, failed, generate, project, put, run, said, succeeded, xtask};
use std::fs;

#[test]
fn a_run_tells_what_it_did() {
    let project = project();
    let out = succeeded(&generate(project.path(), &[]));
    let lines = out.lines().map(str::trim).collect::<Vec<_>>();
    assert_eq!(
        lines[0], "Read spec: 3 files, 1 resource, 1 method, 2 models",
        "{out}"
    );
    assert!(lines[1].starts_with("Wrote sdk: "), "{out}");
    assert!(
        lines[1].ends_with(" written, 0 unchanged, 0 removed"),
        "{out}"
    );
    assert!(
        lines
            .last()
            .is_some_and(|line| line.starts_with("Finished in ")),
        "{out}"
    );
    assert!(!out.contains('\u{1b}'), "no colours in a pipe: {out:?}");
    let manifest = fs::read_to_string(project.path().join("sdk/Cargo.toml"));
    assert!(
        manifest
            .expect("the crate is there")
            .contains("shop-client")
    );
}

#[test]
fn a_second_run_writes_nothing() {
    let project = project();
    succeeded(&generate(project.path(), &[]));
    let out = succeeded(&generate(project.path(), &[]));
    assert!(
        out.contains("sdk: 0 files written, ") && out.contains(" 0 removed\n"),
        "{out}"
    );
}

#[test]
fn a_resource_that_is_gone_is_removed_and_named() {
    let project = project();
    let trays = SHELVES
        .replace("shelves", "trays")
        .replace("Shelf", "Tray")
        .replace("shelf", "tray");
    put(project.path(), "spec/resources/trays.yaml", &trays);
    succeeded(&generate(project.path(), &[]));
    fs::remove_file(project.path().join("spec/resources/trays.yaml")).expect("it is there");
    let out = succeeded(&generate(project.path(), &[]));
    let is_removal = |line: &str| line.trim().starts_with("- ") && line.contains("trays");
    assert!(out.lines().any(is_removal), "{out}");
}

#[test]
fn a_check_of_what_is_up_to_date_succeeds() {
    let project = project();
    succeeded(&generate(project.path(), &[]));
    let out = succeeded(&generate(project.path(), &["--check"]));
    assert!(
        out.contains(" up to date, 0 to write, 0 to remove\n"),
        "{out}"
    );
}

#[test]
fn a_check_shows_the_diff_and_the_command() {
    let project = project();
    succeeded(&generate(project.path(), &[]));
    let longer = format!("{SHELVES}      room: {{ type: string, docs: The shelf's room. }}\n");
    put(project.path(), "spec/resources/shelves.yaml", &longer);
    let (code, out, err) = said(&generate(project.path(), &["--check"]));
    assert_eq!(code, Some(1), "{out}{err}");
    assert!(
        out.lines()
            .any(|line| line.starts_with('+') && line.contains("room")),
        "{out}"
    );
    assert!(err.starts_with("error: sdk is out of date: "), "{err}");
    assert!(
        err.ends_with("help: run `cargo xtask generate --spec spec --out sdk`\n"),
        "{err}"
    );

    // Nothing was written, so that the next check gives the same result.
    assert_eq!(
        generate(project.path(), &["--check"]).status.code(),
        Some(1)
    );
    succeeded(&generate(project.path(), &[]));
    succeeded(&generate(project.path(), &["--check"]));
}

#[test]
fn a_check_creates_no_folder() {
    let project = project();
    let (code, out, _) = said(&generate(project.path(), &["--check"]));
    assert_eq!(code, Some(1));
    assert!(out.contains("--- /dev/null"), "{out}");
    assert!(!project.path().join("sdk").exists());
}

#[test]
fn the_command_is_quoted_for_a_shell() {
    let project = project();
    let words = [
        "generate", "--spec", "spec", "--out", "my sdk", "--check", "--quiet",
    ];
    let err = failed(&run(&mut xtask(project.path(), &words)), 1);
    assert!(err.contains("--out 'my sdk'`\n"), "{err}");
}

#[test]
fn quiet_runs_say_nothing_but_errors() {
    let project = project();
    assert_eq!(succeeded(&generate(project.path(), &["--quiet"])), "");
    assert_eq!(
        succeeded(&generate(project.path(), &["--quiet", "--check"])),
        ""
    );
    fs::remove_file(project.path().join("sdk/Cargo.toml")).expect("it is there");
    let err = failed(&generate(project.path(), &["-q", "--check"]), 1);
    assert_eq!(err.lines().count(), 2, "{err}");
}

#[test]
fn an_output_folder_that_is_a_file_is_refused() {
    let project = project();
    put(project.path(), "sdk", "mine\n");
    let err = failed(&generate(project.path(), &[]), 2);
    assert!(
        err.contains("sdk is a file") && err.contains("\nhelp: "),
        "{err}"
    );
}

#[test]
fn files_of_others_are_named_and_kept() {
    let project = project();
    put(project.path(), "sdk/Cargo.toml", "# mine\n");
    let err = failed(&generate(project.path(), &[]), 2);
    assert!(
        err.contains("Cargo.toml") && err.contains("\nhelp: "),
        "{err}"
    );
    let kept = fs::read_to_string(project.path().join("sdk/Cargo.toml"));
    assert_eq!(kept.expect("it is there"), "# mine\n");
}

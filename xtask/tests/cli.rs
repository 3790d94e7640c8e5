//! The command line, run as a user runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const API: &str = include_str!("shop/api.yaml");
const SHARED: &str = include_str!("shop/shared.yaml");
const SHELVES: &str = include_str!("shop/resources/shelves.yaml");

/// Creates a folder with a small description.
fn project() -> TempDir {
    let project = tempfile::tempdir().expect("the system has room for a temporary folder");
    put(project.path(), "spec/api.yaml", API);
    put(project.path(), "spec/shared.yaml", SHARED);
    put(project.path(), "spec/resources/shelves.yaml", SHELVES);
    project
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("the path has a parent"))
        .expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Returns the command line with `folder` as the current folder.
fn xtask(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(folder).args(words);
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
        command.env_remove(variable);
    }
    command
}

fn run(command: &mut Command) -> Output {
    command.output().expect("the command can be run")
}

const GENERATE: &[&str] = &["generate", "--spec", "spec", "--out", "sdk"];

/// Runs `generate` in `folder`, on the description in it.
fn generate(folder: &Path, more: &[&str]) -> Output {
    run(&mut xtask(folder, &[GENERATE, more].concat()))
}

/// Exit code, standard output and standard error of a run.
fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the command speaks UTF-8");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn succeeded(output: &Output) -> String {
    let (code, out, err) = said(output);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    out
}

/// Returns the standard error of a run that failed with `code`, without standard output.
fn failed(output: &Output, code: i32) -> String {
    let (found, out, err) = said(output);
    assert_eq!((found, out.as_str()), (Some(code), ""), "{err}");
    assert!(err.starts_with("error"), "{err}");
    err
}

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
fn colours_are_for_those_who_see_them() {
    let project = project();
    let out = succeeded(&run(
        xtask(project.path(), GENERATE).env("CLICOLOR_FORCE", "1")
    ));
    assert!(out.contains("\u{1b}["), "{out:?}");
    let out = succeeded(&run(xtask(project.path(), GENERATE).env("NO_COLOR", "1")));
    assert!(!out.contains('\u{1b}'), "{out:?}");
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
fn a_broken_description_is_refused() {
    let project = project();
    put(
        project.path(),
        "spec/resources/shelves.yaml",
        &format!("{SHELVES}unknown: 1\n"),
    );
    let err = failed(&generate(project.path(), &[]), 2);
    assert!(err.contains("shelves.yaml:"), "{err}");
    assert!(!project.path().join("sdk").exists());
}

#[test]
fn a_missing_description_is_refused() {
    let project = project();
    let words = ["generate", "--spec", "nowhere", "--out", "sdk"];
    let err = failed(&run(&mut xtask(project.path(), &words)), 2);
    assert!(err.contains("nowhere"), "{err}");
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

#[test]
fn a_wrong_command_line_is_refused() {
    let project = project();
    let wrong = [
        &["generate", "--chek"][..],
        &["generat"],
        &["generate", "--spec"],
        &["generate", "x"],
    ];
    for words in wrong {
        let err = failed(&run(&mut xtask(project.path(), words)), 2);
        assert!(err.contains("--help"), "{err}");
    }
    let err = failed(&run(&mut xtask(project.path(), wrong[0])), 2);
    assert!(err.contains("'--check'"), "a typo gets a hint: {err}");
}

#[test]
fn the_help_names_flags_examples_and_exit_codes() {
    let project = project();
    let help = succeeded(&run(&mut xtask(project.path(), &["generate", "--help"])));
    let words = [
        "--spec",
        "--out",
        "--check",
        "--quiet",
        "Examples:",
        "Exit codes:\n  0",
        "\n  1",
        "\n  2",
    ];
    for word in words {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let project = project();
    let mut command = xtask(project.path(), &[GENERATE, &["--check"]].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command can be run");
    drop(child.stdout.take());
    let err = failed(&child.wait_with_output().expect("the command ends"), 1);
    assert!(err.starts_with("error: sdk is out of date"), "{err}");
}

const WRONG: &str = "docs: Shelves.\npath: /shelves\nmethods:\n  list: { route: GTE, docs: \"100%, all\", returns: list of Shelv }\n";

/// Runs `check` in `folder`, on the description in it.
fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    said(&run(&mut xtask(
        folder,
        &[&["check", "--spec", "spec"], more].concat(),
    )))
}

#[test]
fn check_writes_nothing() {
    let project = project();
    let before = fs::read_dir(project.path())
        .expect("it is a folder")
        .count();
    let (code, out, err) = check(project.path(), &[]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("the description is valid"), "{out}");
    let after = fs::read_dir(project.path())
        .expect("it is a folder")
        .count();
    assert_eq!(before, after);
}

#[test]
fn check_tells_what_is_wrong_in_each_format() {
    let project = project();
    put(project.path(), "spec/resources/shelves.yaml", WRONG);
    let (code, out, err) = check(project.path(), &[]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.starts_with(
            "error[E034]: unknown HTTP method `GTE`\n --> spec/resources/shelves.yaml:4:18\n"
        ),
        "{err}"
    );

    let (code, out, _) = check(project.path(), &["--format", "short"]);
    assert_eq!(code, Some(2));
    assert!(
        out.starts_with(
            "spec/resources/shelves.yaml:4:18: error[E034]: unknown HTTP method `GTE`\n"
        ),
        "{out}"
    );

    let (code, out, _) = check(project.path(), &["--format", "json"]);
    assert_eq!(code, Some(2));
    let first = out.lines().next().unwrap_or_default();
    for part in [
        r#""code":"E034""#,
        r#""severity":"error""#,
        r#""line":4,"#,
        r#""column":18,"#,
        r#""end_column":21,"#,
    ] {
        assert!(
            first.starts_with('{') && first.contains(part),
            "no {part} in {first}"
        );
    }

    let (code, out, _) = check(project.path(), &["--format", "github"]);
    assert_eq!(code, Some(2));
    let place = "::error file=spec/resources/shelves.yaml,line=4,col=18,endLine=4,endColumn=21,title=E034::";
    assert!(out.starts_with(place), "{out}");
    assert!(out.contains("%0Ahelp: did you mean `GET`?\n"), "{out}");
}

#[test]
fn warnings_are_told_until_they_are_denied() {
    let project = project();
    let undocumented = SHELVES.replacen("docs:", "# docs:", 1);
    put(project.path(), "spec/resources/shelves.yaml", &undocumented);
    for _ in 0..2 {
        let (code, out, err) = said(&generate(project.path(), &[]));
        assert_eq!(code, Some(0), "{out}{err}");
        assert!(err.starts_with("warning[W002]: "), "{err}");
    }
    let before = fs::metadata(project.path().join("sdk/Cargo.toml"))
        .expect("it is there")
        .modified()
        .ok();
    for deny in [
        generate(project.path(), &["--deny-warnings"]),
        generate(project.path(), &["--deny-warnings", "--check"]),
    ] {
        let (code, _, err) = said(&deny);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.starts_with("error[W002]: "), "{err}");
    }
    let after = fs::metadata(project.path().join("sdk/Cargo.toml"))
        .expect("it is there")
        .modified()
        .ok();
    assert_eq!(before, after);
    assert_eq!(check(project.path(), &[]).0, Some(0));
    assert_eq!(check(project.path(), &["--deny-warnings"]).0, Some(2));
}

#[test]
fn a_code_is_explained() {
    let project = project();
    let page = succeeded(&run(&mut xtask(project.path(), &["explain", "e013"])));
    assert!(page.starts_with("# E013: Unknown type\n"), "{page}");
    assert!(
        page.contains("\n## Wrong\n") && page.contains("\n## Right\n"),
        "{page}"
    );
    let list = succeeded(&run(&mut xtask(project.path(), &["explain"])));
    assert!(list.lines().count() > 40, "{list}");
    assert!(
        failed(&run(&mut xtask(project.path(), &["explain", "E999"])), 2)
            .contains("there is no diagnostic `E999`")
    );
}

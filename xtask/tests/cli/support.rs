//! Runs of the command line.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const API: &str = include_str!("../shop/api.yaml");
const SHARED: &str = include_str!("../shop/shared.yaml");
pub const SHELVES: &str = include_str!("../shop/resources/shelves.yaml");

/// Creates a folder with a small description.
pub fn project() -> TempDir {
    let project = tempfile::tempdir().expect("the system has room for a temporary folder");
    put(project.path(), "spec/api.yaml", API);
    put(project.path(), "spec/shared.yaml", SHARED);
    put(project.path(), "spec/resources/shelves.yaml", SHELVES);
    project
}

/// Creates a folder with a small description in a git repository, with a commit that is tagged as version 0.1.0.
pub fn repository() -> TempDir {
    let project = project();
    git(project.path(), &["init", "--quiet"]);
    git(project.path(), &["add", "--all"]);
    git(
        project.path(),
        &["commit", "--quiet", "--message", "Describe the shop"],
    );
    git(project.path(), &["tag", "v0.1.0"]);
    project
}

/// Runs git in a folder, without the settings of the user.
pub fn git(folder: &Path, words: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(words);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "Test"),
        ("GIT_AUTHOR_EMAIL", "test@example.com"),
        ("GIT_COMMITTER_NAME", "Test"),
        ("GIT_COMMITTER_EMAIL", "test@example.com"),
    ] {
        command.env(name, value);
    }
    let output = run(&mut command);
    assert!(output.status.success(), "git {words:?}: {output:?}");
}

pub fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("the path has a parent"))
        .expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Returns the command line with `folder` as the current folder.
pub fn xtask(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(folder).args(words);
    for variable in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
        command.env_remove(variable);
    }
    command
}

pub fn run(command: &mut Command) -> Output {
    command.output().expect("the command can be run")
}

pub const GENERATE: &[&str] = &["generate", "--spec", "spec", "--out", "sdk"];

/// Runs `generate` in `folder`, on the description in it.
pub fn generate(folder: &Path, more: &[&str]) -> Output {
    run(&mut xtask(folder, &[GENERATE, more].concat()))
}

/// Exit code, standard output and standard error of a run.
pub fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the command speaks UTF-8");
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

pub fn succeeded(output: &Output) -> String {
    let (code, out, err) = said(output);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    out
}

/// Returns the standard error of a run that failed with `code`, without standard output.
pub fn failed(output: &Output, code: i32) -> String {
    let (found, out, err) = said(output);
    assert_eq!((found, out.as_str()), (Some(code), ""), "{err}");
    assert!(err.starts_with("error"), "{err}");
    err
}

/// Runs `check` in `folder`, on the description in it.
pub fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    said(&run(&mut xtask(
        folder,
        &[&["check", "--spec", "spec"], more].concat(),
    )))
}

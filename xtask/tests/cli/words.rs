//! The words of the command line: help, hints, pages of diagnostics, colors.

use crate::support::{GENERATE, failed, project, run, succeeded, xtask};
use std::process::Stdio;

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

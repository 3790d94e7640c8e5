//! Wrong descriptions, as `generate` and `check` report them.

use crate::support::{SHELVES, check, failed, generate, project, put, run, said, xtask};
use std::fs;

const WRONG: &str = "docs: Shelves.\npath: /shelves\nmethods:\n  list: { route: GTE, docs: \"100%, all\", returns: list of Shelv }\n";

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

//! `cargo xtask init` and `cargo xtask new`.

use crate::support::{check, failed, generate, project, put, run, succeeded, xtask};
use std::fs;
use std::path::Path;

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("the file is there")
}

#[test]
fn a_new_description_generates_and_names_the_schemas_of_editors() {
    let folder = tempfile::tempdir().expect("the system has room for a temporary folder");
    let words = [
        "init",
        "--name",
        "Garden!",
        "--auth",
        "x-key",
        "--resource",
        "flower_beds",
    ];
    let out = succeeded(&run(&mut xtask(folder.path(), &words)));
    assert!(
        out.contains("Wrote spec/resources/flower_beds.yaml\n"),
        "{out}"
    );
    let api = read(folder.path(), "spec/api.yaml");
    assert!(
        api.contains("package: { name: garden-client, version: 0.1.0 }"),
        "{api}"
    );
    assert!(api.contains("auth: { header: x-key }"), "{api}");
    let beds = read(folder.path(), "spec/resources/flower_beds.yaml");
    let first = beds.lines().next().expect("it has lines");
    assert_eq!(
        first,
        "# yaml-language-server: $schema=../schema/resource.schema.json"
    );
    assert!(
        folder
            .path()
            .join("spec/schema/resource.schema.json")
            .exists()
    );
    assert!(
        beds.contains("docs: Lists the flower beds.") && beds.contains("  FlowerBed:\n"),
        "{beds}"
    );
    let (code, _, err) = check(folder.path(), &["--deny-warnings"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    succeeded(&generate(folder.path(), &[]));
    let err = failed(&run(&mut xtask(folder.path(), &["init"])), 2);
    assert!(
        err.contains("`spec` already has a description\nhelp: add a resource"),
        "{err}"
    );
}

#[test]
fn a_new_resource_has_the_pagination_of_the_api_and_the_chosen_methods() {
    let folder = tempfile::tempdir().expect("the system has room for a temporary folder");
    succeeded(&run(&mut xtask(
        folder.path(),
        &["init", "--resource", "shelves"],
    )));
    let api = read(folder.path(), "spec/api.yaml");
    put(
        folder.path(),
        "spec/api.yaml",
        &format!("{api}pagination: {{ items: data, next: next, cursor: after }}\n"),
    );
    let words = [
        "new",
        "shelves/books",
        "--methods",
        "list,delete",
        "--model",
        "Volume",
    ];
    succeeded(&run(&mut xtask(folder.path(), &words)));
    let books = read(folder.path(), "spec/resources/shelves/books.yaml");
    assert!(
        books.contains("path: /shelves/{shelveId}/books\n"),
        "{books}"
    );
    assert!(books.contains("after?: { type: string"), "{books}");
    assert!(books.contains("returns: page of Volume\n"), "{books}");
    assert!(!books.contains("create"), "{books}");
    let (code, _, err) = check(folder.path(), &["--deny-warnings"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
}

#[test]
fn nothing_is_overwritten_and_wrong_names_are_told() {
    let project = project();
    let before = read(project.path(), "spec/resources/shelves.yaml");
    let cases: [(&[&str], &str); 5] = [
        (
            &["new", "shelves"],
            "`spec/resources/shelves.yaml` already exists",
        ),
        (
            &["new", "Gift-Cards"],
            "`Gift-Cards` cannot be the name of a resource\nhelp: write lower case words",
        ),
        (
            &["new", "../escape"],
            "`..` cannot be the name of a resource",
        ),
        (&["new", "a/b/c"], "`a/b/c` is nested more than once"),
        (
            &["new", "cards", "--methods", "list,burn"],
            "`burn` is none of the usual methods: list, create",
        ),
    ];
    for (words, expected) in cases {
        let err = failed(&run(&mut xtask(project.path(), words)), 2);
        assert!(err.contains(expected), "{words:?}\n{err}");
    }
    assert_eq!(read(project.path(), "spec/resources/shelves.yaml"), before);
    assert!(!project.path().join("escape.yaml").exists());
}

//! `cargo xtask import`.

use crate::support::{failed, generate, project, put, run, said, succeeded, xtask};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const DOCUMENT: &str = "\
openapi: 3.0.0
info: { title: Garden, version: '1' }
servers: [{ url: 'https://garden.example' }]
paths:
  /beds:
    get:
      summary: Lists the beds.
      responses: { '200': { description: Beds., content: { application/json: { schema: { type: array, items: { type: string } } } } } }
";

const MORE: &str = "    post:
      summary: Digs a bed.
      parameters: [{ name: note, in: cookie, schema: { type: string } }]
      responses: { '204': { description: Done. } }
";

/// Creates a folder with a document.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("the system has room for a temporary folder");
    put(folder.path(), "garden.yaml", DOCUMENT);
    folder
}

fn import(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let words = [&["import", "garden.yaml"], more].concat();
    said(&run(&mut xtask(folder, &words)))
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("the file is there")
}

#[test]
fn a_document_becomes_a_description_that_generates() {
    let folder = folder();
    let (code, out, err) = import(folder.path(), &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(
        out.contains("Imported OpenAPI 3.0.0: 1 operation\n"),
        "{out}"
    );
    assert!(out.contains("Wrote spec: 2 files\n"), "{out}");
    assert!(
        out.contains("1 of 1 operations are described as a whole (100.0 %)"),
        "{out}"
    );
    // The first line of each file names its schema.
    let line = read(folder.path(), "spec/api.yaml");
    let schema = line
        .lines()
        .next()
        .and_then(|line| line.split_once("$schema="));
    let (_, schema) = schema.expect("the file names its schema");
    assert!(read(folder.path(), &format!("spec/{schema}")).contains("$schema"));
    succeeded(&generate(folder.path(), &[]));
}

#[test]
fn a_second_import_adds_what_is_new_and_keeps_what_people_wrote() {
    let folder = folder();
    import(folder.path(), &[]);
    let beds = read(folder.path(), "spec/resources/beds.yaml");
    let edited = beds.replace("docs: Beds.", "docs: Beds of the garden.");
    assert_ne!(beds, edited);
    put(folder.path(), "spec/resources/beds.yaml", &edited);
    put(folder.path(), "garden.yaml", &format!("{DOCUMENT}{MORE}"));
    // Hidden files are no part of the description.
    put(
        folder.path(),
        "spec/resources/.draft.yaml",
        "colour: green\n",
    );
    let (code, out, err) = import(folder.path(), &[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    let beds = read(folder.path(), "spec/resources/beds.yaml");
    assert!(beds.contains("docs: Beds of the garden."), "{beds}");
    assert!(
        beds.contains("  # TODO: parameter in a cookie at "),
        "{beds}"
    );
    assert!(
        beds.contains("  create:\n    route: POST\n") || beds.contains("  create: { route: POST"),
        "{beds}"
    );
    assert!(out.contains("1 of 2 operations are described as a whole (50.0 %)\n  POST /beds: parameter in a cookie"), "{out}");
}

#[test]
fn lines_that_both_changed_are_a_conflict_with_both_sides() {
    let folder = folder();
    import(folder.path(), &[]);
    let api = read(folder.path(), "spec/api.yaml").replace("name: Garden\n", "name: My Garden\n");
    put(folder.path(), "spec/api.yaml", &api);
    put(
        folder.path(),
        "garden.yaml",
        &DOCUMENT.replace("title: Garden", "title: Park"),
    );
    let (code, _, err) = import(folder.path(), &[]);
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("conflict in spec/api.yaml"), "{err}");
    assert!(
        err.contains("name: My Garden\n") && err.contains("name: Park\n"),
        "{err}"
    );
    assert!(read(folder.path(), "spec/api.yaml").contains("name: My Garden\n"));
}

#[test]
fn a_description_that_was_not_imported_is_left_alone() {
    let project = project();
    put(project.path(), "garden.yaml", DOCUMENT);
    let before = read(project.path(), "spec/api.yaml");
    let err = failed(
        &run(&mut xtask(project.path(), &["import", "garden.yaml"])),
        2,
    );
    assert!(
        err.contains(
            "`spec` has a description that was not imported\nhelp: import into another folder"
        ),
        "{err}"
    );
    assert_eq!(read(project.path(), "spec/api.yaml"), before);
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = folder();
    let err = failed(
        &run(&mut xtask(folder.path(), &["import", "nothing.yaml"])),
        2,
    );
    assert!(err.contains("cannot read `nothing.yaml`"), "{err}");
    put(folder.path(), "spec/import.yaml", "colour: green\n");
    let (code, _, err) = import(folder.path(), &[]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("`spec/import.yaml`: ") && err.contains("colour"),
        "{err}"
    );
}

#[test]
fn names_are_chosen_on_the_command_line_and_in_a_file() {
    let folder = folder();
    put(
        folder.path(),
        "spec/import.yaml",
        "package: garden\nmethods: { GET /beds: plots.all }\n",
    );
    import(folder.path(), &["--name", "Allotment"]);
    let api = read(folder.path(), "spec/api.yaml");
    assert!(
        api.contains("name: Allotment\n") && api.contains("name: garden,"),
        "{api}"
    );
    assert!(read(folder.path(), "spec/resources/plots.yaml").contains("  all:"));
}

#[test]
fn the_report_is_json_for_programs() {
    let folder = folder();
    put(folder.path(), "garden.yaml", &format!("{DOCUMENT}{MORE}"));
    let (_, out, _) = import(folder.path(), &["--format", "json"]);
    assert!(out.starts_with("{\n  \"operations\": 2,\n"), "{out}");
    assert!(out.contains("\"construct\": \"parameter in a cookie\",\n      \"outcome\": \"lost\",\n      \"count\": 1,"), "{out}");
}

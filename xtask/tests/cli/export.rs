//! `cargo xtask export`.

use crate::support::{failed, project, put, run, said, succeeded, xtask};
use std::fs;

#[test]
fn a_document_is_printed_or_written_and_imported_again() {
    let project = project();
    let export = |words: &[&str]| run(&mut xtask(project.path(), &[&["export"], words].concat()));
    let printed = succeeded(&export(&[]));
    assert!(
        printed.starts_with("{\n  \"openapi\": \"3.1.0\""),
        "{printed}"
    );
    let out = succeeded(&export(&["--out", "docs/shop.json"]));
    assert!(out.contains("Wrote docs/shop.json"), "{out}");
    let written = fs::read_to_string(project.path().join("docs/shop.json"));
    assert_eq!(written.expect("the file is there"), printed);
    let yaml = succeeded(&export(&["--format", "yaml"]));
    assert!(yaml.starts_with("openapi: \"3.1.0\"\n"), "{yaml}");
    succeeded(&export(&["--out", "shop.yaml"]));
    let written = fs::read_to_string(project.path().join("shop.yaml"));
    assert_eq!(written.expect("the file is there"), yaml);
    let import = ["import", "shop.yaml", "--out", "again"];
    let out = succeeded(&run(&mut xtask(project.path(), &import)));
    assert!(out.contains("are described as a whole (100.0 %)"), "{out}");
    assert_eq!(succeeded(&export(&["--spec", "again"])), printed);
}

#[test]
fn only_documents_of_an_export_are_replaced() {
    let project = project();
    let words = ["export", "--out", "own.json"];
    put(project.path(), "own.json", "{}");
    let err = failed(&run(&mut xtask(project.path(), &words)), 2);
    assert!(
        err.contains("`own.json` is not a document of `cargo xtask export`\nhelp: remove it"),
        "{err}"
    );
    fs::remove_file(project.path().join("own.json")).expect("the file is there");
    succeeded(&run(&mut xtask(project.path(), &words)));
    succeeded(&run(&mut xtask(project.path(), &words)));
}

#[test]
fn a_wrong_description_has_no_document() {
    let project = project();
    put(project.path(), "spec/api.yaml", "name: Shop\n");
    let (code, out, err) = said(&run(&mut xtask(project.path(), &["export"])));
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(
        err.contains("`spec` has problems, so that there is no document"),
        "{err}"
    );
    assert!(err.contains("error[E0"), "{err}");
}

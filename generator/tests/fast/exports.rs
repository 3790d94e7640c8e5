//! Documents of `OpenAPI` that are made of descriptions, and the descriptions that are made of these again.

use crate::{
    blessed,
    support::{folder, project, zoo},
};
use generator::{
    Format, Generated,
    import::{FileTexts, Settings, import},
    source::Sources,
};
use std::path::Path;

#[test]
fn each_construct_becomes_the_blessed_document() {
    let folders = folder::entries(&project::tests("export"));
    assert!(folders.len() > 5, "most constructs are missing");
    let differences: Vec<_> = folders
        .iter()
        .filter_map(|folder| {
            let text = exported(&folder.join("spec"));
            blessed::blessed(&folder.join("expected.yaml"), &text)
        })
        .collect();
    blessed::fail_if_different(&differences);
}

#[test]
fn documents_become_descriptions_of_the_same_clients() {
    let zoo = folder::temporary();
    zoo::describe(zoo.path());
    let mut descriptions = folder::entries(&project::tests("apis"));
    descriptions.extend([project::path("spec"), zoo.path().to_owned()]);
    descriptions.extend(
        folder::entries(&project::tests("export"))
            .iter()
            .map(|folder| folder.join("spec")),
    );
    for spec in descriptions {
        assert_round_trip(&spec);
    }
}

fn exported(spec: &Path) -> String {
    match generator::document(spec) {
        Ok(exported) => exported.to_yaml(),
        Err(findings) => panic!("{}", findings.format(Format::Human)),
    }
}

/// Imports a document into an empty folder.
fn imported(document: &str) -> FileTexts {
    let folder = folder::temporary();
    let file = folder.path().join("openapi.yaml");
    folder::write(&file, document);
    let imported =
        import(&file, &Settings::default()).expect("a document of an export can be imported");
    assert!(imported.report.constructs.is_empty(), "{}", imported.report);
    imported.files
}

fn assert_round_trip(spec: &Path) {
    let name = spec.display().to_string();
    let (documents, compiled) = round_trip(&name, spec);
    assert_eq(&name, &documents.0, &documents.1);
    let original = project::generated(spec);
    let warnings = compiled.findings.format(Format::Human);
    let has_new = original.findings.is_empty() && !compiled.findings.is_empty();
    assert!(!has_new, "{name}:\n{warnings}");
    assert_eq(&name, &described(&original), &described(&compiled));
}

/// Returns the document of a description, that of the description which is made of it, and the crate of the latter.
fn round_trip(name: &str, spec: &Path) -> ((String, String), Generated) {
    let document = exported(spec);
    let files = imported(&document);
    let folder = folder::temporary();
    for (path, text) in &files {
        folder::write(&folder.path().join(path), text);
    }
    let compiled = generator::compile(Sources::of(Path::new("imported"), &files), Vec::new());
    let compiled =
        compiled.unwrap_or_else(|findings| panic!("{name}:\n{}", findings.format(Format::Human)));
    ((document, exported(folder.path())), compiled)
}

/// Returns the files of a crate that follow from the description alone, as one text.
fn described(generated: &Generated) -> String {
    let is_copied = |path: &str| {
        path.starts_with("examples/")
            || path.starts_with("LICENSE")
            || path == "Cargo.toml"
            || path.starts_with('.')
    };
    let files = generated.files.iter().filter(|file| !is_copied(&file.path));
    let texts = files.map(|file| format!("--- {}\n{}\n", file.path, file.text));
    texts.collect()
}

fn assert_eq(name: &str, left: &str, right: &str) {
    assert!(left == right, "{}", blessed::diff(name, left, right));
}

/// Checks that a description that is exported and imported again has the same interface. Documentation may have other
/// examples: values that methods document become those of fields.
pub fn assert_same_interface(name: &str, spec: &Path, original: &Generated) {
    let (document, again) = round_trip(name, spec);
    assert_eq(name, &document.0, &document.1);
    let lines = |generated: &Generated| {
        let files = generated.files.iter();
        let files = files.filter(|file| {
            let folders = ["src/resources", "src/models", "api.md"];
            folders.iter().any(|folder| file.path.starts_with(folder))
        });
        let lines = files.flat_map(|file| file.text.lines());
        let code = lines.filter(|line| !line.trim_start().starts_with("//"));
        code.collect::<Vec<_>>().join("\n")
    };
    assert_eq(name, &lines(original), &lines(&again));
}

#[test]
fn extensions_are_documented_with_all_keys() {
    let page = folder::read(&project::path("docs/export.md"));
    let (_, page) = page
        .split_once("## Extensions")
        .expect("the section is there");
    for (object, keys) in generator::export::extensions() {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {object} | ")));
        let row = row.unwrap_or_else(|| panic!("docs/export.md has no row for `{object}`"));
        for key in keys {
            assert!(
                row.contains(&format!("`{key}`")),
                "the row of `{object}` lacks `{key}`"
            );
        }
    }
}

#[test]
fn what_an_export_does_not_write_is_reported() {
    let spec = project::tests("export/parameters/spec");
    let document = exported(&spec)
        .replace(
            "name: zone\n          in: query",
            "name: zone\n          in: cookie",
        )
        .replace("entry: label", "entries: label");
    let folder = folder::temporary();
    let file = folder.path().join("openapi.yaml");
    folder::write(&file, &document);
    let imported = import(&file, &Settings::default()).expect("the document can be imported");
    let report = imported.report.to_string();
    assert!(report.contains("parameter in `cookie`"), "{report}");
    assert!(report.contains("`entries` in `x-sdk`"), "{report}");
}

#[test]
fn what_people_add_to_a_document_is_imported() {
    let spec = project::tests("export/bodies/spec");
    let document = exported(&spec);
    let property = "        number: { type: string, examples: [SE-1] }\n";
    assert!(document.contains(property), "{document}");
    let more = format!("{property}        weight: {{ type: number }}\n");
    let files = imported(&document.replace(property, &more));
    let parcels = &files["resources/parcels.yaml"];
    assert!(parcels.contains("weight?: float"), "{parcels}");
}

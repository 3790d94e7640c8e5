//! Documents of other languages, and the descriptions that are made from them.

use crate::{blessed, support::project};
use generator::{
    import::{FileTexts, ImportError, Imported, Settings, import, merge},
    source::Sources,
};
use std::{fmt::Write as _, fs, path::Path};

/// Folders of `tests/import`, each with a document and what it becomes.
fn documents() -> Vec<String> {
    let folders = fs::read_dir(project::tests("import")).expect("the folder is there");
    let mut names: Vec<_> = folders
        .map(|folder| folder.expect("it can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn imported(name: &str) -> Imported {
    let folder = project::tests("import").join(name);
    let document = ["document.yaml", "document.json"].map(|file| folder.join(file));
    let document = document.iter().find(|file| file.exists());
    let document = document.expect("each folder has a document");
    import(document, &Settings::default()).expect("the document can be imported")
}

#[test]
fn each_document_becomes_the_blessed_description() {
    let names = documents();
    assert!(names.len() > 5, "most documents are missing");
    let differences: Vec<_> = names
        .iter()
        .filter_map(|name| {
            let Imported { files, report, .. } = imported(name);
            let mut text = String::new();
            for (path, file) in &files {
                let _ = writeln!(text, "--- {path}\n{file}");
            }
            let _ = write!(text, "--- report\n{report}");
            let file = project::tests("import").join(name).join("expected.txt");
            blessed::blessed(&file, &text)
        })
        .collect();
    blessed::fail_if_different(&differences);
}

#[test]
fn imported_descriptions_have_no_problems_and_are_emitted() {
    for name in documents() {
        let files = imported(&name).files;
        let findings = generator::check_files(Path::new("spec"), &files);
        let text = findings.format(generator::Format::Human);
        assert!(findings.is_empty(), "{name}:\n{text}");
        let sources = Sources::of(Path::new("spec"), &files);
        assert!(generator::compile(sources, Vec::new()).is_ok(), "{name}");
    }
}

#[test]
fn the_same_document_becomes_the_same_description_each_time() {
    for name in documents() {
        assert_eq!(imported(&name).files, imported(&name).files, "{name}");
    }
}

#[test]
fn people_name_resources_methods_and_the_package() {
    let document = project::tests("import/lists/document.yaml");
    let settings = Settings {
        name: Some("Reading".to_owned()),
        package: Some("reader".to_owned()),
        by_tags: Some(false),
        resources: [("status".to_owned(), "health".to_owned())].into(),
        methods: [("GET /books".to_owned(), "books.search".to_owned())].into(),
        models: [("Book".to_owned(), "Volume".to_owned())].into(),
    };
    let files = import(&document, &settings)
        .expect("it can be imported")
        .files;
    assert!(
        files["api.yaml"].contains("name: Reading\n"),
        "{}",
        files["api.yaml"]
    );
    assert!(
        files["api.yaml"].contains("name: reader,"),
        "{}",
        files["api.yaml"]
    );
    assert!(
        files.contains_key("resources/health.yaml"),
        "{:?}",
        files.keys()
    );
    let books = &files["resources/books.yaml"];
    assert!(books.contains("  search:\n    route: GET\n"), "{books}");
    assert!(books.contains("returns: page of Volume\n"), "{books}");
}

/// Writes a document into a folder and imports it.
fn import_text(text: &str) -> Result<Imported, ImportError> {
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let path = folder.path().join("document");
    fs::write(&path, text).expect("the file can be written");
    import(&path, &Settings::default())
}

#[test]
fn what_cannot_be_imported_is_an_error_that_says_why() {
    let cases = [
        ("", "is not a document of OpenAPI"),
        ("[]", "is not a document of OpenAPI"),
        ("{", "cannot be parsed: EOF"),
        ("openapi: 3.3.0", "has the version `3.3.0`"),
        ("openapi: 4.0.0", "has the version `4.0.0`"),
        ("swagger: '1.2'", "has the version `1.2`"),
        ("openapi: 3.0.0", "describes no operations"),
        (
            "openapi: 3.0.0\npaths: { /: { $ref: other.yaml } }",
            "refers to `other.yaml`",
        ),
        (
            "openapi: 3.0.0\npaths: { /: { $ref: ../../etc/hosts } }",
            "refers to `../../etc/hosts`",
        ),
        (
            "openapi: 3.0.0\npaths: { /: { $ref: 'https://a.example/b.yaml' } }",
            "it is on another machine",
        ),
    ];
    for (text, expected) in cases {
        let error = import_text(text)
            .expect_err("it cannot be imported")
            .to_string();
        assert!(error.contains(expected), "{text}\n{error}");
    }
}

#[test]
fn files_outside_of_the_folder_are_not_read() {
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    write("secret.yaml", "get: { responses: {} }");
    write(
        "inner/document.yaml",
        "openapi: 3.0.0\npaths: { /: { $ref: ../secret.yaml } }",
    );
    let error = import(
        &folder.path().join("inner/document.yaml"),
        &Settings::default(),
    );
    let error = error.expect_err("it leads out of the folder").to_string();
    assert!(error.contains("outside of the folder"), "{error}");
}

/// A document that doubles with each schema, schemas in each other, and more schemas than people write.
#[test]
fn hostile_documents_are_imported_in_bounded_time() {
    let start = "openapi: 3.0.0\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { responses: { '200': { description: A, content: { application/json: { schema: { $ref: '#/components/schemas/S0' } } } } } } } }\ncomponents:\n  schemas:\n";
    let doubling = (0..40).fold(start.to_owned(), |mut text, index| {
        let next = index + 1;
        let _ = writeln!(text, "    S{index}: {{ allOf: [{{ $ref: '#/components/schemas/S{next}' }}, {{ $ref: '#/components/schemas/S{next}' }}], properties: {{ p{index}: {{ type: string }} }} }}");
        text
    });
    let cyclic = format!("{start}    S0: {{ allOf: [{{ $ref: '#/components/schemas/S0' }}] }}\n");
    let inherited = format!(
        "{start}    S0: {{ properties: {{ p: {{ allOf: [{{ $ref: '#/components/schemas/S0' }}], properties: {{ own: {{ type: string }} }} }} }} }}\n"
    );
    let lists =
        format!("{start}    S0: {{ type: array, items: {{ $ref: '#/components/schemas/S0' }} }}\n");
    let unions = format!(
        "{start}    S0: {{ oneOf: [{{ $ref: '#/components/schemas/S0' }}, {{ type: string }}, {{ oneOf: [{{ $ref: '#/components/schemas/S0' }}] }}] }}\n"
    );
    let chain = (0..2_000).fold(start.to_owned(), |mut text, index| {
        let _ = writeln!(text, "    S{index}: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/S{}' }} }} }}", index + 1);
        text
    });
    let deep = format!(
        "{start}    S0: {}{}\n",
        "{ type: array, items: ".repeat(60),
        "{}".to_owned() + &" }".repeat(60)
    );
    let nowhere = format!(
        "{start}    S0: {{ discriminator: {{ propertyName: kind }}, oneOf: [{{ $ref: '#/a' }}, {{ $ref: '#/b' }}] }}\n"
    );
    for text in [doubling, cyclic, nowhere, inherited, lists, unions, deep] {
        let imported = import_text(&text).expect("it can be imported");
        let findings = generator::check_files(Path::new("spec"), &imported.files);
        assert_eq!(
            findings.errors(),
            0,
            "{}",
            findings.format(generator::Format::Short)
        );
    }
    // The language does not have models that are nested so deeply. The importer says so, and does not end the program.
    let imported = import_text(&chain).expect("it can be imported");
    let findings = generator::check_files(Path::new("spec"), &imported.files);
    assert!(findings.format(generator::Format::Short).contains("E014"));
}

/// Documents that would need more memory than a machine has are refused before they are read, or while they are parsed.
#[test]
fn documents_that_grow_without_bounds_are_errors() {
    let laughs = (1..30).fold("x0: &a0 [ha, ha]\n".to_owned(), |mut text, level| {
        let inner = format!("*a{}", level - 1);
        let _ = writeln!(
            text,
            "x{level}: &a{level} [{inner}, {inner}, {inner}, {inner}]"
        );
        text
    });
    let nested = ["[", "{\"a\":", "- "].map(|open| open.repeat(100_000));
    let keys = "openapi: 3.0.0\npaths: {}\npaths: {}\n".to_owned();
    for text in nested.into_iter().chain([laughs, keys]) {
        let error = import_text(&text)
            .expect_err("it cannot be imported")
            .to_string();
        assert!(error.contains("cannot be parsed"), "{error}");
    }
    let folder = tempfile::tempdir().expect("there is room for a temporary folder");
    let path = folder.path().join("large.json");
    let file = fs::File::create(&path).expect("it can be made");
    file.set_len(200 << 20)
        .expect("a file with holes needs no room");
    let error = import(&path, &Settings::default())
        .expect_err("it is too large")
        .to_string();
    assert!(
        error.contains("has 200 MB; up to 64 MB are read"),
        "{error}"
    );
}

#[test]
fn ten_thousand_schemas_are_imported() {
    let schemas = (1..10_000).map(|index| {
        format!(r#","S{index}":{{"type":"object","required":["id"],"properties":{{"id":{{"type":"string"}},"v{index}":{{"type":"integer"}}}}}}"#)
    });
    let fields = (1..10_000)
        .map(|index| format!(r##""f{index}":{{"$ref":"#/components/schemas/S{index}"}}"##));
    let fields = fields.collect::<Vec<_>>().join(",");
    let text = format!(
        r##"{{"openapi":"3.0.0","info":{{"title":"T","version":"1"}},"paths":{{"/a":{{"get":{{"responses":{{"200":{{"description":"A","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/S0"}}}}}}}}}}}}}}}},"components":{{"schemas":{{"S0":{{"type":"object","properties":{{{fields}}}}}{}}}}}}}"##,
        schemas.collect::<String>()
    );
    let imported = import_text(&text).expect("it can be imported");
    assert_eq!(
        imported.files["resources/a.yaml"]
            .matches("fields:")
            .count(),
        10_000
    );
}

fn files<const N: usize>(files: [(&str, &str); N]) -> FileTexts {
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into()
}

#[test]
fn a_later_import_keeps_what_people_changed() {
    let base = files([
        ("a.yaml", "one\ntwo\nthree\nfour\nfive\n"),
        ("gone.yaml", "x\n"),
        ("edited.yaml", "x\n"),
    ]);
    let ours = files([
        ("a.yaml", "one\ntwo, by people\nthree\nfour\nfive\n"),
        ("gone.yaml", "x\n"),
        ("edited.yaml", "y\n"),
        ("own.yaml", "z\n"),
    ]);
    let theirs = files([
        ("a.yaml", "one\ntwo\nthree\nfour\nfive, by the document\n"),
        ("new.yaml", "n\n"),
    ]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(
        merged.files["a.yaml"],
        "one\ntwo, by people\nthree\nfour\nfive, by the document\n"
    );
    assert_eq!(
        merged.files.keys().collect::<Vec<_>>(),
        ["a.yaml", "edited.yaml", "new.yaml", "own.yaml"]
    );
    let [conflict] = &merged.conflicts[..] else {
        panic!(
            "the file that people changed and the document lost is a conflict: {:?}",
            merged.conflicts
        );
    };
    assert_eq!(
        (
            conflict.file.as_str(),
            conflict.ours.as_str(),
            conflict.theirs.as_str()
        ),
        ("edited.yaml", "y\n", "")
    );
}

#[test]
fn lines_that_both_changed_stay_as_people_wrote_them_and_are_listed() {
    let base = files([("a.yaml", "one\ntwo\nthree\n")]);
    let ours = files([("a.yaml", "one\nours\nthree\n")]);
    let theirs = files([("a.yaml", "one\ntheirs\nthree\n")]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.files, ours);
    assert_eq!(merged.conflicts[0].ours, "ours\n");
    assert_eq!(merged.conflicts[0].theirs, "theirs\n");
}

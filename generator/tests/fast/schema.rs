//! The schemas for editors only refuse what the generator refuses.

mod validator;

use self::validator::Validator;
use crate::support::{folder, project};
use generator::{check, reference};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::LazyLock,
};

#[test]
fn every_file_of_the_description_is_valid_and_names_its_schema() {
    let spec = project::path("spec");
    let resources = folder::files(&spec.join("resources"));
    for file in [spec.join("api.yaml"), spec.join("shared.yaml")]
        .iter()
        .chain(&resources)
    {
        assert_eq!(refusals(file), [""; 0], "{}", file.display());
        let line = folder::read(file)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        let schema = line.strip_prefix("# yaml-language-server: $schema=");
        let schema =
            schema.unwrap_or_else(|| panic!("{} does not begin with its schema", file.display()));
        assert!(
            file.with_file_name(schema).is_file(),
            "{}: {schema}",
            file.display()
        );
    }
}

#[test]
fn goldens_and_the_new_resource_are_valid() {
    let tests = project::tests("");
    let mut files = folder::files(&tests.join("golden"));
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    files.extend(folder::files(&tests.join("new_resource")));
    files.extend(folder::files(&tests.join("apis")));
    assert!(files.len() > 15, "most goldens are missing");
    for file in files {
        assert_eq!(refusals(&file), [""; 0], "{}", file.display());
    }
}

#[test]
fn what_a_schema_refuses_the_generator_refuses() {
    let mut refused = BTreeSet::new();
    for case in folder::entries(&project::tests("ui"))
        .iter()
        .filter(|path| path.is_dir())
    {
        for file in folder::files(case) {
            if refusals(&file).is_empty() {
                continue;
            }
            refused.insert(folder::stem(case));
            // The blessed message of the case must name the same file.
            let said = folder::read(&case.with_extension("stderr"));
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let named = said.contains(&format!("{name}:")) && said.contains("error[");
            assert!(named, "{}: {:?}\n{said}", file.display(), refusals(&file));
        }
    }
    // The schemas must refuse some cases, or the test could not fail.
    for case in ["key_unknown", "kind_wrong", "api_auth", "route_illegal"] {
        assert!(
            refused.contains(case),
            "no schema refuses {case}: {refused:?}"
        );
    }
    assert!(refused.len() >= 10, "{refused:?}");
}

#[test]
fn remedies_for_keys_of_other_languages_name_keys_that_there_are() {
    let schemas = reference::schemas();
    let source = folder::read(&project::path("generator/src/syntax/foreign_keys.rs"));
    let words = source.split('`').skip(1).step_by(2);
    let keys = words.filter_map(|word| word.split_once(':').map(|(key, _)| key));
    let mut count = 0;
    for key in keys {
        let quoted = format!("\"{key}\": {{");
        let is_known = schemas.iter().any(|schema| schema.text.contains(&quoted));
        assert!(is_known, "no schema has the key `{key}`");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn schemas_refuse_what_editors_should_underline() {
    let spec = folder::temporary();
    let file = spec.path().join("things.yaml");
    for (text, right) in [
        ("methods: { a: { route: GET } }", true),
        (
            "methods: { a: { route: GET /x, query: { 'a?': int32, b: { type: list of string } } } }",
            true,
        ),
        ("methods: { a: { route: GTE } }", false),
        ("methods: { a: {} }", false),
        ("methods: { a: { route: GET, rout: GET } }", false),
        ("models: { A: { values: { X: } } }", true),
        ("models: { A: { values: [X] } }", true),
        ("models: { A: { values: [1] } }", false),
        ("models: { A: { fields: { a: 3 } } }", false),
        (
            "models: { A: { fields: { a: { type: string, read_only: maybe } } } }",
            false,
        ),
        ("docs: 3", false),
    ] {
        folder::write(&file, text);
        assert_eq!(refusals(&file).is_empty(), right, "{text}");
    }
}

/// Returns the errors of a file according to its schema; none if the file is not valid YAML, which the generator reports.
fn refusals(file: &Path) -> Vec<String> {
    let Ok(value) = serde_yaml::from_str::<Value>(&folder::read(file)) else {
        return Vec::new();
    };
    validator(file).errors(&value)
}

fn validator(file: &Path) -> &'static Validator {
    static VALIDATORS: LazyLock<BTreeMap<String, Validator>> = LazyLock::new(|| {
        let schemas = reference::schemas().into_iter().map(|schema| {
            let value = serde_json::from_str(&schema.text).expect("a schema is JSON");
            (
                schema.path.replace(".schema.json", ""),
                Validator::new(value),
            )
        });
        schemas.collect()
    });
    let stem = folder::stem(file);
    VALIDATORS.get(&stem).unwrap_or(&VALIDATORS["resource"])
}

#[test]
fn the_description_itself_has_no_warnings() {
    let (summary, findings) = check(&project::path("spec"));
    assert!(
        summary.is_some() && findings.is_empty(),
        "\n{}",
        findings.render(false)
    );
}

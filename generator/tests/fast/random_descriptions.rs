//! Random descriptions with the vocabulary of emitted crates: what the checks accept becomes valid Rust.
//! `examples/fuzz_descriptions` compiles such crates.

mod coverage;
#[path = "../support/descriptions/mod.rs"]
mod descriptions;
mod items;

use crate::{
    exports, helpers,
    support::{folder, project},
};
use descriptions::{Documents, Repair, Vocabulary, minimal, repaired};
use generator::{Generated, characters::is_hidden};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

/// Parts of types, of routes and of documentation that the schemas do not tell from others.
const CONSTRUCTS: [&str; 16] = [
    "page of",
    "events of",
    "list of",
    "map of",
    "field mask of",
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    ":act",
    "```",
    "\u{202e}",
    "<script>",
    "@odata.nextLink",
];

/// Number of descriptions whose crates are read.
const READ: usize = 12;

/// Number of descriptions that are exported and imported again, which takes longer.
const ROUND_TRIPS: usize = 4;

/// Maximum number of descriptions that together have all constructs.
const ALL: u64 = 96;

#[test]
fn random_descriptions_with_all_constructs_are_emitted() {
    let zoo = &helpers::zoo().files;
    let vocabulary = Vocabulary::new(zoo.iter().map(|file| file.text.as_str()));
    let mut accepted = Vec::new();
    let mut missing = BTreeSet::new();
    for seed in 0..ALL {
        let documents = descriptions::random(seed, "fuzz", &vocabulary);
        let Some(Repair {
            documents,
            generated,
        }) = repaired(documents)
        else {
            continue;
        };
        if accepted.len() < READ {
            let is_exported = accepted.len() < ROUND_TRIPS;
            check_emitted(seed, &documents, &generated, is_exported);
        }
        accepted.push(documents);
        if accepted.len() >= READ {
            missing = unused(&accepted);
            if missing.is_empty() {
                let count = accepted.len();
                // Which are refused depends on the words of all emitted files, so that every change may change it.
                let is_most = usize::try_from(seed).is_ok_and(|seed| 7 * seed <= 8 * count);
                assert!(is_most, "only {count} of {seed} descriptions are accepted");
                return;
            }
        }
    }
    panic!("no description has these: {missing:#?}");
}

/// Checks that all characters of a crate are visible, that its Rust can be parsed, and that a second run gives the same.
fn check_emitted(seed: u64, documents: &Documents, generated: &Generated, is_exported: bool) {
    for file in generated.files.iter().filter(|file| helpers::is_new(file)) {
        let hidden = file.text.chars().find(|c| is_hidden(*c) && *c != '\n');
        assert_eq!(hidden, None, "seed {seed}, {}", file.path);
    }
    for file in generated.files.iter().filter(|file| {
        let end = file.path.rsplit_once('.').map(|(_, end)| end);
        end == Some("rs") && helpers::is_new(file)
    }) {
        let path = &file.path;
        let parsed = syn::parse_file(&file.text);
        let parsed = parsed.unwrap_or_else(|error| panic!("seed {seed}, {path}: {error}"));
        if !path.starts_with("src/runtime/") {
            let twice = items::defined_twice(&parsed);
            assert_eq!(twice, None, "seed {seed}, {path}");
        }
        // Clippy warns about some, and no reader expects one in the place of an empty list or map.
        let is_empty = file.text.contains("; 0]");
        assert!(!is_empty, "seed {seed}, {path}: an array of length 0");
    }
    let endless = items::endless_fixture(generated);
    assert_eq!(endless, None, "seed {seed}");
    let spec = folder::temporary();
    for (path, text) in documents.files() {
        folder::write(&spec.path().join(path), &text);
    }
    let again = project::generated(spec.path());
    assert_eq!(again.files, generated.files, "seed {seed}");
    if is_exported {
        exports::assert_same_interface(&format!("seed {seed}"), spec.path(), generated);
    }
}

/// Returns the constructs, and the keys, forms and words of the schemas, that no description has.
fn unused(descriptions: &[Documents]) -> BTreeSet<String> {
    let files = descriptions.iter().flat_map(Documents::files);
    let text: String = files.map(|(_, text)| text).collect();
    let constructs = CONSTRUCTS.iter().map(|construct| (*construct).to_owned());
    let mut unused: BTreeSet<_> = constructs
        .filter(|construct| !text.contains(construct))
        .collect();
    let mut used = BTreeSet::new();
    for kind in ["api", "shared", "resource"] {
        let schema = project::path(&format!("spec/schema/{kind}.schema.json"));
        let schema: Value = serde_json::from_str(&folder::read(&schema)).expect("it is JSON");
        let all = coverage::all(kind, &schema);
        assert!(all.len() > 15, "the schema of `{kind}` is not understood");
        unused.extend(all);
        let documents = descriptions.iter().flat_map(|documents| &documents.0);
        for (path, document) in documents {
            let is_kind = match kind {
                "resource" => path.starts_with("resources/"),
                _ => *path == format!("{kind}.yaml"),
            };
            if is_kind {
                used.extend(coverage::used(kind, &schema, document));
            }
        }
    }
    unused.retain(|construct| !used.contains(construct));
    unused
}

/// Nothing is taken out of the descriptions of harmless words, so that each of them is in all positions.
#[test]
fn words_are_in_all_positions() {
    let words = ["otter", "heron", "toad", "old_newt"].map(str::to_owned);
    for turn in 0..descriptions::TURNS {
        let documents = descriptions::of_words("words", &words, turn);
        let repair = repaired(documents.clone()).expect("the description is accepted");
        assert_eq!(repair.documents, documents);
    }
    let vocabulary = Vocabulary::new(["fn otter() {}"]);
    let all = vocabulary.all();
    assert!(all.iter().any(|word| word == "otter"));
    assert!(all.iter().any(|word| word == "async"));
}

/// A failure needs a field and a retry. All else is removed, also the model that another one holds.
#[test]
fn what_a_failure_does_not_need_is_removed() {
    let mut documents = Documents::default();
    let mut add = |path: &str, document: Value| documents.0.insert(path.to_owned(), document);
    add(
        "api.yaml",
        json!({
            "name": "Fuzz", "version": "1", "docs": "Docs.", "package": { "name": "fuzz", "version": "0.1.0", "license": "MIT" },
            "base_url": "https://api.example.com", "auth": "none", "retries": { "max": 7, "statuses": [500, 503, 504] },
        }),
    );
    add(
        "shared.yaml",
        json!({ "models": { "Word": { "values": ["a", "b"] } } }),
    );
    let resource = |route: &str, body: Value, models: Value| {
        let method =
            |route: &str| json!({ "route": route, "docs": "Docs.", "query": { "a?": "Word" } });
        let mut sends = method(&format!("POST /{route}"));
        sends["body"] = body;
        json!({ "methods": { "get": method(&format!("GET /{route}")), "send": sends }, "models": models })
    };
    add(
        "resources/one.yaml",
        resource("one", "string".into(), json!({})),
    );
    let models = json!({
        "Outer": { "fields": { "inner": "Inner", "planted?": "int32", "other?": "bool" } },
        "Inner": { "fields": { "x": "string" } },
    });
    add(
        "resources/two.yaml",
        resource("two", "Outer".into(), models),
    );
    let repair = repaired(documents).expect("the description is accepted");
    let fails = |candidate: &Repair| {
        let files = candidate.documents.files();
        let text: String = files.map(|(_, text)| text).collect();
        text.contains("planted") && text.contains("503") && text.contains("\"body\": \"Outer\"")
    };
    let until = Instant::now() + Duration::from_secs(600);
    let mut least = minimal(&repair, until, |candidates| {
        let failing = candidates.iter().enumerate();
        let failing = failing.filter(|(_, (_, candidate))| fails(candidate));
        failing.map(|(index, _)| index).collect()
    });
    let expected = [
        (
            "api.yaml",
            json!({
                "name": "Fuzz", "version": "1", "package": { "name": "candidate", "version": "0.1.0" },
                "auth": "none", "retries": { "max": 7, "statuses": [503] },
            }),
        ),
        (
            "resources/two.yaml",
            json!({
                "methods": { "send": { "route": "POST /two", "body": "Outer" } },
                "models": { "Outer": { "fields": { "planted?": "int32" } } },
            }),
        ),
    ];
    let api = least.documents.0.get_mut("api.yaml").expect("it is needed");
    api["package"]["name"] = "candidate".into();
    let expected = expected.map(|(path, document)| (path.to_owned(), document));
    assert_eq!(least.documents.0, expected.into());
}

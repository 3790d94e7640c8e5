//! Random descriptions with the vocabulary of emitted crates: what the checks accept becomes valid Rust.
//! `examples/fuzz_descriptions` compiles such crates.

#[path = "../support/descriptions/mod.rs"]
mod descriptions;

use crate::{
    helpers,
    support::{folder, project},
};
use descriptions::{Repair, Vocabulary};

#[test]
fn random_descriptions_with_all_constructs_are_emitted() {
    let zoo = helpers::zoo().files;
    let vocabulary = Vocabulary::new(zoo.iter().map(|file| file.text.as_str()));
    let (mut accepted, mut text) = (0, String::new());
    for seed in 0..16 {
        let documents = descriptions::random(seed, "fuzz", &vocabulary);
        let Some(Repair {
            documents,
            generated,
            ..
        }) = descriptions::repaired(documents)
        else {
            continue;
        };
        accepted += 1;
        text.extend(documents.files().map(|(_, text)| text));
        for file in generated.files.iter().filter(|file| {
            file.path
                .rsplit_once('.')
                .is_some_and(|(_, end)| end == "rs")
                && helpers::is_new(file)
        }) {
            let parsed = syn::parse_file(&file.text);
            assert!(
                parsed.is_ok(),
                "seed {seed}, {}: {:?}",
                file.path,
                parsed.err()
            );
            // Clippy warns about some, and no reader expects one in the place of an empty list or map.
            assert!(
                !file.text.contains("; 0]"),
                "seed {seed}, {}: an array of length 0",
                file.path
            );
        }
        // The same description in a folder gives the same crate.
        let spec = folder::temporary();
        for (path, text) in documents.files() {
            folder::write(&spec.path().join(path), &text);
        }
        assert_eq!(
            project::generated(spec.path()).files,
            generated.files,
            "seed {seed}"
        );
    }
    assert!(accepted > 12, "only {accepted} descriptions are accepted");
    let constructs = [
        "page of",
        "events of",
        "list of",
        "map of",
        "field mask of",
        "\"link\"",
        "\"offset\"",
        "\"first\"",
        "\"flat\"",
        "empty",
        "additional",
        "read_only",
        "deprecated",
        "entry",
        "label_filter",
        "client_params",
        "webhooks",
        "error",
        "omits_defaults",
        "fake",
        "prefix",
        "\"request\"",
        "\"response\"",
        "basic",
        "values",
        "variants",
        ":act",
    ];
    for construct in constructs {
        assert!(text.contains(construct), "no description has `{construct}`");
    }
}

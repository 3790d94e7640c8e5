//! Random valid descriptions: with any names and types, the emitted crate can be parsed, and a second run gives the same
//! crate.

use crate::{
    helpers,
    support::{folder, project},
};
use generator::generate;
use proptest::prelude::*;
use std::fmt::Write as _;

const SCALARS: &[&str] = &[
    "string", "bool", "int32", "int64", "float", "datetime", "json", "secret",
];

const WORDS: &[&str] = &[
    "type",
    "match",
    "async",
    "fn",
    "r",
    "value",
    "HTTPServer",
    "snake_case",
    "kebab-word",
    "camelCase",
    "x1",
    "a_b_c",
    "loop",
    "Impl",
    "use",
    "try",
    "dyn",
    "query",
    "path",
    "body",
    "key",
    "id2",
    "ABC",
    "yield",
    "union",
];

/// Fields of a model: name, type, and whether it is optional.
type Model = Vec<(usize, String, bool)>;

/// Returns types that only use the first models, so that no model contains itself.
fn ty(models: usize) -> impl Strategy<Value = String> {
    let model = (0..models.max(1)).prop_map(move |id| {
        if models == 0 {
            "string".to_owned()
        } else {
            format!("Model{id}")
        }
    });
    let leaf = prop_oneof![
        proptest::sample::select(SCALARS).prop_map(str::to_owned),
        model
    ];
    leaf.prop_recursive(5, 5, 1, |inner| {
        (any::<bool>(), inner)
            .prop_map(|(list, inner)| format!("{} of {inner}", if list { "list" } else { "map" }))
    })
}

fn models() -> impl Strategy<Value = Vec<Model>> {
    let models: Vec<_> = (0..4)
        .map(|before| {
            prop::collection::vec((0..WORDS.len(), ty(before), any::<bool>()), 0..8).boxed()
        })
        .collect();
    models
}

/// Formats the description, with each name once per scope.
fn describe(models: &[Model], methods: &[(usize, usize)]) -> String {
    let mut text = "docs: Things.\npath: /things\nmethods:\n  a_first: { route: GET }\n".to_owned();
    let mut used = Vec::new();
    for (word, model) in methods {
        if used.contains(word) {
            continue;
        }
        used.push(*word);
        let name = WORDS[*word];
        let _ = writeln!(
            text,
            "  \"{name}\": {{ route: \"POST /{{id}}:{name}\", body: {{ one: Model{model} }}, returns: list of Model{model} }}"
        );
    }
    text.push_str("models:\n");
    for (id, model) in models.iter().enumerate() {
        let _ = writeln!(text, "  Model{id}:\n    fields:");
        if model.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str(" {}\n");
        }
        let mut used = Vec::new();
        for (word, ty, optional) in model {
            if used.contains(word) {
                continue;
            }
            used.push(*word);
            let _ = writeln!(
                text,
                "      \"{}{}\": {ty}",
                WORDS[*word],
                if *optional { "?" } else { "" }
            );
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_right_becomes_a_crate(
        models in models(),
        methods in prop::collection::vec((0..WORDS.len(), 0..4_usize), 0..6),
    ) {
        let spec = folder::temporary();
        folder::write(&spec.path().join("api.yaml"), &folder::read(&project::tests("ui/api.yaml")));
        let text = describe(&models, &methods);
        folder::write(&spec.path().join("resources/things.yaml"), &text);
        let generated = match generate(spec.path()) {
            Ok(generated) => generated,
            Err(findings) => return Err(TestCaseError::fail(format!("{text}\n{}", findings.render(false)))),
        };
        for file in generated.files.iter().filter(|file| file.path.rsplit_once('.').is_some_and(|(_, found)| found == "rs")) {
            if helpers::is_new(file) {
                let parsed = syn::parse_file(&file.text);
                prop_assert!(parsed.is_ok(), "{}: {:?}", file.path, parsed.err());
            }
        }
        let again = generate(spec.path()).map(|again| again.files);
        prop_assert_eq!(again.ok(), Some(generated.files));
    }
}

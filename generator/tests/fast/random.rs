//! Random valid descriptions: with any names and types, the emitted crate can be parsed, and a second run gives the same
//! crate.

use crate::{
    helpers,
    support::{folder, project, random::Random},
};
use generator::generate;
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

/// Returns a type that only uses the first models, so that no model contains itself.
fn ty(random: &mut Random, models: usize) -> String {
    let containers = random.below(5);
    let containers: String = (0..containers)
        .map(|_| random.pick(&["list of ", "map of "]))
        .collect();
    if models > 0 && random.once_in(2) {
        format!("{containers}Model{}", random.below(models))
    } else {
        format!("{containers}{}", random.pick(SCALARS))
    }
}

/// Returns a model that only uses the models before it.
fn model(random: &mut Random, before: usize) -> Model {
    (0..random.below(8))
        .map(|_| {
            (
                random.below(WORDS.len()),
                ty(random, before),
                random.once_in(2),
            )
        })
        .collect()
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

#[test]
fn what_is_right_becomes_a_crate() {
    for seed in 0..24 {
        let mut random = Random::new(seed);
        let models: Vec<_> = (0..4).map(|before| model(&mut random, before)).collect();
        let methods: Vec<_> = (0..random.below(6))
            .map(|_| (random.below(WORDS.len()), random.below(4)))
            .collect();
        let text = describe(&models, &methods);
        let spec = folder::temporary();
        folder::write(
            &spec.path().join("api.yaml"),
            &folder::read(&project::tests("ui/api.yaml")),
        );
        folder::write(&spec.path().join("resources/things.yaml"), &text);
        let generated = generate(spec.path());
        let generated = generated
            .unwrap_or_else(|findings| panic!("seed {seed}:\n{text}\n{}", findings.render(false)));
        for file in generated
            .files
            .iter()
            .filter(|file| is_rust(&file.path) && helpers::is_new(file))
        {
            if let Err(error) = syn::parse_file(&file.text) {
                panic!("seed {seed}, {}: {error}:\n{text}", file.path);
            }
        }
        let again = generate(spec.path()).map(|again| again.files);
        assert!(
            again.ok() == Some(generated.files),
            "seed {seed}: a second run differs:\n{text}"
        );
    }
}

fn is_rust(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == "rs")
}

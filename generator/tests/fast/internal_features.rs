//! Internal Cargo features: parts of the runtime that only some resources need.

use crate::support::{folder, project};

const HEAD: &str = "name: Small\nversion: \"1\"\npackage: { name: small, version: 0.0.0 }\nbase_url: http://localhost:1\nauth: none\n";

/// Resource with a method that returns `returns`.
fn resource(name: &str, returns: &str) -> String {
    format!("methods: {{ get: {{ route: GET /{name}, returns: {returns} }} }}\n")
}

const UNION: &str = "models:\n  Shape: { tag: type, variants: { circle: {}, square: {} } }\n";

#[test]
fn a_value_exists_with_the_resources_that_have_it() {
    let emitted = Emitted::new("", &[("shapes", "Shape", UNION), ("words", "string", "")]);
    assert!(emitted.has("Cargo.toml", "\n__union = []\n"));
    assert!(emitted.has("Cargo.toml", "\nshapes = [\"__union\"]\n"));
    assert!(emitted.has("Cargo.toml", "\nwords = []\n"));
    let module = "#[cfg(feature = \"__union\")]\npub mod union;\n";
    assert!(emitted.has("src/runtime/values/mod.rs", module));
    let export = "#[cfg(feature = \"__union\")]\npub use runtime::values::unknown_variant";
    assert!(emitted.has("src/lib.rs", export));
}

/// A method needs the model of another resource, and one that is shared.
#[test]
fn a_resource_has_the_values_of_the_models_that_it_uses() {
    let shared = "models: { Span: { fields: { lengths: list of duration } } }\n";
    let resources = [
        ("shapes", "list of Shape", UNION),
        ("others", "Shape", ""),
        ("spans", "Span", ""),
        ("words", "string", ""),
        ("more", "string", ""),
    ];
    let emitted = Emitted::new(shared, &resources);
    assert!(emitted.has("Cargo.toml", "\nothers = [\"__union\"]\n"));
    assert!(emitted.has("Cargo.toml", "\nspans = [\"__duration\"]\n"));
    assert!(emitted.has("Cargo.toml", "\nwords = []\n"));
}

/// A shared model that many resources need exists without any of them, and so do its values.
#[test]
fn a_value_of_a_model_that_always_exists_has_no_feature() {
    let shared = "models: { Span: { fields: { length: duration } } }\n";
    let emitted = Emitted::new(shared, &[("spans", "Span", ""), ("words", "string", "")]);
    assert!(!emitted.has("Cargo.toml", "__duration"));
    assert!(emitted.has("Cargo.toml", "\nspans = []\n"));
    let values = "\npub mod duration;\n";
    assert!(emitted.has("src/runtime/values/mod.rs", values));
    for file in ["src/runtime/values/mod.rs", "src/lib.rs"] {
        assert!(!emitted.has(file, "__duration"), "{file}");
    }
}

/// Pages by their last item share code with waits and uploads, which is compiled only with their resource.
#[test]
fn a_part_of_several_methods_exists_with_the_resources_that_have_them() {
    let pages =
        "page of Word, query: { \"after?\": string }, pagination: { last: id, cursor: after }";
    let models = "models: { Word: { fields: { id: string } } }\n";
    let emitted = Emitted::new("", &[("words", pages, models), ("others", "string", "")]);
    assert!(emitted.has("Cargo.toml", "\nwords = [\"__steps\"]\n"));
    assert!(emitted.has("Cargo.toml", "\nothers = []\n"));
    let module = "#[cfg(feature = \"__steps\")]\npub mod value_at;\n";
    assert!(emitted.has("src/runtime/json/mod.rs", module));
    assert!(!emitted.has("src/runtime/error/mod.rs", "with_value"));
}

/// Files of an emitted crate.
struct Emitted(Vec<generator::output::File>);

impl Emitted {
    /// Emits the crate of an API with some resources, each with its name, the type that its method returns, and its models.
    fn new(shared: &str, resources: &[(&str, &str, &str)]) -> Self {
        let spec = folder::temporary();
        folder::write(&spec.path().join("api.yaml"), HEAD);
        if !shared.is_empty() {
            folder::write(&spec.path().join("shared.yaml"), shared);
        }
        for (name, returns, models) in resources {
            let file = spec.path().join(format!("resources/{name}.yaml"));
            folder::write(&file, &(resource(name, returns) + models));
        }
        Self(project::generated(spec.path()).files)
    }

    fn has(&self, path: &str, text: &str) -> bool {
        let file = self.0.iter().find(|file| file.path == path);
        file.expect("it is emitted").text.contains(text)
    }
}

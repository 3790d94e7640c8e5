//! `Cargo.toml`: the package of the description, with the features and dependencies of the runtime.

use super::runtime_manifest::RuntimeManifest;
use crate::{
    model::{Api, Needed, internal_features, queries},
    names::is_internal,
};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

/// Parts that are the same for every API.
const TEMPLATE: &str = include_str!("Cargo.template.toml");

/// Comment of the feature that turns on all resources.
const RESOURCES_COMMENT: &str =
    "# All resources. The feature of a resource adds its methods and the models that they need.\n";

/// Returns the text of `Cargo.toml`.
pub(super) fn text(api: &Api, runtime: RuntimeManifest) -> String {
    let mut document: DocumentMut = TEMPLATE.parse().expect("the template is TOML");
    let rust_version = runtime.rust_version().to_owned();
    package(&mut document["package"], api, &rust_version);
    targets(&mut document, api);
    let RuntimeManifest {
        features,
        dependencies,
        in_browsers: (condition, in_browsers),
        dev_dependencies,
        ..
    } = runtime;
    document["features"] = Item::Table(with_resources(&features, api));
    document["dependencies"] = Item::Table(dependencies);
    let mut target = Table::new();
    target.set_implicit(true);
    target["dependencies"] = Item::Table(in_browsers);
    let mut targets = Table::new();
    targets.set_implicit(true);
    targets[&condition] = Item::Table(target);
    document["target"] = Item::Table(targets);
    document["dev-dependencies"] = Item::Table(dev_dependencies);
    document.to_string()
}

fn package(table: &mut Item, api: &Api, rust_version: &str) {
    let package = &api.head.package;
    let title = format!("Client for the {} API", api.head.name);
    let description = api.head.docs.0.first().unwrap_or(&title);
    let texts = [
        ("name", Some(package.name.as_str())),
        ("version", Some(&package.version)),
        ("rust-version", Some(rust_version)),
        ("description", Some(description)),
        ("license", package.license.as_deref()),
        ("repository", package.repository.as_deref()),
        ("homepage", package.homepage.as_deref()),
        ("documentation", package.documentation.as_deref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            table[key] = value(text);
        }
    }
    let lists = [
        ("authors", &package.authors),
        ("keywords", &package.keywords),
        ("categories", &package.categories),
    ];
    for (key, words) in lists {
        if !words.is_empty() {
            table[key] = value(words.iter().collect::<Array>());
        }
    }
}

/// Declares the programs and tests that use resources, since a consumer may switch these off.
fn targets(document: &mut DocumentMut, api: &Api) {
    let stems = api
        .copied
        .iter()
        .filter_map(|file| example_target(&file.path));
    let examples: ArrayOfTables = stems
        .map(|name| target(name, None, &["hyper", "resources"]))
        .collect();
    let mut tests = ArrayOfTables::new();
    if queries::has_methods(api) {
        let path = "tests/wire/main.rs";
        tests.push(target("wire", Some(path), &["hyper", "resources"]));
    }
    if api.has_secrets() {
        let mut features = vec!["resources", "testing"];
        features.extend(api.webhooks.as_ref().map(|_| "webhooks"));
        tests.push(target(
            "canaries",
            Some("tests/canaries/main.rs"),
            &features,
        ));
    }
    for (key, tables) in [("example", examples), ("test", tests)] {
        if !tables.is_empty() {
            document[key] = Item::ArrayOfTables(tables);
        }
    }
}

/// Returns the name of the example that a file is the root of: `greet` for `examples/greet.rs` and for
/// `examples/greet/main.rs`.
fn example_target(path: &str) -> Option<&str> {
    let file = path.strip_prefix("examples/")?;
    match file.split_once('/') {
        Some((folder, name)) => (name == "main.rs").then_some(folder),
        None => file.strip_suffix(".rs"),
    }
}

fn target(name: &str, path: Option<&str>, features: &[&str]) -> Table {
    let mut table = Table::new();
    table["name"] = value(name);
    if let Some(path) = path {
        table["path"] = value(path);
    }
    table["required-features"] = value(features.iter().copied().collect::<Array>());
    table
}

/// Returns the features of the runtime with one for each resource, and `resources` for all of them, on by default. Internal
/// features are turned on by those that need them, and left out if they are always needed.
pub(super) fn with_resources(runtime: &Table, api: &Api) -> Table {
    let resources = api.top_resources().map(|resource| resource.name.rust());
    let resources: Vec<_> = resources.collect();
    let internal = internal_features(api);
    let mut features = Table::new();
    for (name, item) in runtime {
        if internal.get(name) == Some(&Needed::Always) {
            continue;
        }
        let key = runtime.key(name).expect("an entry has a key");
        features.insert_formatted(key, item.clone());
        if name != "default" {
            continue;
        }
        if let Some(default) = features[name].as_array_mut() {
            default.retain(|feature| !feature.as_str().is_some_and(is_internal));
            default.push("resources");
        }
        features["resources"] = value(one_by_line(&resources));
        if let Some(mut key) = features.key_mut("resources") {
            key.leaf_decor_mut().set_prefix(RESOURCES_COMMENT);
        }
        for resource in &resources {
            features[*resource] = value(Array::new());
        }
    }
    for (feature, needed) in &internal {
        let Needed::With(users) = needed else {
            continue;
        };
        for user in users {
            if let Some(on) = features[*user].as_array_mut() {
                on.push(*feature);
            }
        }
    }
    features
}

fn one_by_line(words: &[&str]) -> Array {
    let mut array = Array::new();
    for word in words {
        array.push_formatted(Value::from(*word).decorated("\n    ", ""));
    }
    array.set_trailing("\n");
    array.set_trailing_comma(!words.is_empty());
    array
}

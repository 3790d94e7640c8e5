//! `api.md` of the checked-in crate lists every method of the description, and a wire test calls each of them. These tests
//! read the description as plain YAML, so that they find methods that the generator skips.

use crate::support::{folder, project};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Minimum number of methods of the description.
const METHODS: usize = 142;

/// Number of uses of each route, which is an HTTP method and a path.
type Routes = BTreeMap<String, usize>;

#[test]
fn every_method_of_the_description_is_listed() {
    let described = described();
    let listed = listed();
    let count: usize = described.values().sum();
    assert!(count >= METHODS, "the description has only {count} methods");
    assert_eq!(
        listed, described,
        "api.md lists other routes than the description has"
    );
    let said = format!("\n{count} methods of ");
    assert!(
        text("api.md").contains(&said),
        "api.md has another number of methods"
    );
}

#[test]
fn every_method_of_the_description_has_a_wire_test() {
    let count: usize = described().values().sum();
    let files = folder::files(&project::path("generated-sdk/tests/wire"));
    let tests: usize = files
        .iter()
        .map(|file| folder::read(file).matches("#[tokio::test").count())
        .sum();
    assert_eq!(tests, count);
}

/// Returns the routes in the rows of `api.md`, below the headings of the resources.
fn listed() -> Routes {
    let mut routes = Routes::new();
    for line in text("api.md")
        .lines()
        .filter(|line| line.starts_with("| `"))
    {
        let route = line
            .split(" | `")
            .nth(1)
            .and_then(|rest| rest.split('`').next());
        let route = route.unwrap_or_else(|| panic!("a row without a route: {line}"));
        *routes.entry(route.to_owned()).or_default() += 1;
    }
    routes
}

/// Returns the routes of the methods in `spec/`.
fn described() -> Routes {
    let mut routes = Routes::new();
    for file in folder::files(&project::path("spec/resources")) {
        let resource: Json = serde_yaml::from_str(&folder::read(&file))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let path = resource["path"].as_str().unwrap_or_default();
        let methods = resource["methods"].as_object();
        for (name, method) in methods.into_iter().flatten() {
            let route = method["route"]
                .as_str()
                .unwrap_or_else(|| panic!("{}: {name} has no route", file.display()));
            let (verb, rest) = route.split_once(' ').unwrap_or((route, ""));
            *routes.entry(format!("{verb} {path}{rest}")).or_default() += 1;
        }
    }
    routes
}

fn text(file: &str) -> String {
    folder::read(&project::path("generated-sdk").join(file))
}

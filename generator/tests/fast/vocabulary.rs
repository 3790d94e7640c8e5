//! The generator, the runtime and the command line do not contain names of the API. Two tests search for such names: in the
//! sources, and in the crates of other APIs.

use crate::{
    helpers,
    support::{folder, project, resolved::resolved},
};
use generator::{
    model::{Api, Scheme, Shape},
    names::Name,
};
use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTitleCase, ToUpperCamelCase,
};
use std::{collections::BTreeSet, path::PathBuf};

#[test]
fn the_sources_know_no_api() {
    let names = names(&resolved(&project::path("spec")));
    let mut leaks = Vec::new();
    for file in sources() {
        let place = helpers::inside(&project::path(""), &file);
        leaks.extend(found(&names, &place, &folder::read(&file)));
    }
    assert!(
        leaks.is_empty(),
        "names of the API are used outside of spec/:\n{}",
        leaks.join("\n")
    );
}

#[test]
fn the_crates_of_other_apis_know_nothing_of_this_one() {
    let names = names(&resolved(&project::path("spec")));
    let mut files = helpers::zoo().files.clone();
    let others: Vec<_> = helpers::foreign_apis().collect();
    assert_eq!(others.len(), 5, "some of the other APIs are missing");
    files.extend(others.iter().flat_map(|api| api.files.clone()));
    assert!(
        files.iter().any(|file| file.path == "src/client.rs"),
        "the crates have files"
    );
    let leaks: Vec<_> = files
        .iter()
        .flat_map(|file| found(&names, &file.path, &file.text))
        .collect();
    assert!(
        leaks.is_empty(),
        "names of the API are in the crate of another:\n{}",
        leaks.join("\n")
    );
}

/// Tests the collection of names, on which both tests above rely.
#[test]
fn names_are_found_in_every_casing() {
    let api = resolved(&project::path("spec"));
    let names = names(&api);
    let mut resources = api.resources.iter().map(|resource| resource.name.rust());
    let resource = resources
        .find(|name| name.contains('_'))
        .expect("some resource has a name of several words");
    for text in [
        resource.to_owned(),
        resource.to_upper_camel_case(),
        resource.to_title_case().to_lowercase(),
    ] {
        assert!(
            !found(&names, "a text", &format!("// of {text}, twice")).is_empty(),
            "{text} is not found"
        );
    }
    assert!(!found(&names, "a text", &api.head.name.to_shouty_snake_case()).is_empty());
    assert!(
        found(
            &names,
            "a text",
            "A sentence about nothing that an API could call its own."
        )
        .is_empty()
    );
}

/// Returns all sources that are written by hand, except for tests.
fn sources() -> Vec<PathBuf> {
    let folders = [
        "generator/src",
        "generator/examples",
        "generator/runtime/src",
        "generator/runtime/examples",
        "xtask/src",
    ];
    let files: Vec<_> = folders
        .iter()
        .flat_map(|name| folder::files(&project::path(name)))
        .collect();
    assert!(files.len() > 80, "most sources are missing");
    files
}

/// Returns the name of the API and its other names of more than one word, in every casing.
fn names(api: &Api) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let host = api
        .head
        .base_url
        .as_deref()
        .unwrap_or_default()
        .split("://")
        .last()
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_default();
    let keys = api
        .head
        .auth
        .schemes
        .iter()
        .filter_map(|scheme| match scheme {
            Scheme::Key(key) => Some(&key.env),
            Scheme::Basic { .. } | Scheme::OAuth2(_) => None,
        });
    let secret = api.webhooks.iter().map(|webhooks| &webhooks.env);
    let variables = keys
        .chain([&api.head.base_url_env])
        .chain(secret)
        .chain(api.head.client_params.iter().map(|param| &param.env));
    names.extend(variables.flatten().map(|variable| variable.to_lowercase()));
    names.extend([api.head.name.to_lowercase(), host.to_owned()]);
    let model_names = api.models.0.iter().map(|model| &model.name);
    let inner = api.models.0.iter().flat_map(|model| match &model.shape {
        Shape::Struct(fields) => fields.iter().map(|field| &field.name).collect::<Vec<_>>(),
        // Values of an enum are too common, and the paths of a mask consist of the names of fields.
        Shape::Enum(_) | Shape::Union(_) | Shape::Mask(_) => Vec::new(),
    });
    let called = api.methods().flat_map(|method| {
        let fields = method.body_fields();
        let query = method.query.iter().map(|query| &query.name);
        query
            .chain(fields.iter().map(|field| &field.name))
            .chain([&method.name])
            .collect::<Vec<_>>()
    });
    let outer = api.resources.iter().map(|resource| &resource.name);
    let client = api.head.client_params.iter().map(|param| &param.name);
    for name in model_names
        .chain(inner)
        .chain(called)
        .chain(outer)
        .chain(client)
        .filter(|name| !COMMON.contains(&name.rust().to_snake_case().as_str()))
    {
        names.extend(casings(name));
    }
    names
}

/// Names that any API may have: words of HTTP, of Rust and of the description language.
const COMMON: &[&str] = &[
    "api_key",
    "base_url",
    "content_type",
    "ends_with",
    "error_message",
    "error_type",
    "http_method",
    "model_id",
    "request_method",
    "response_headers",
    "starts_with",
    "webhook_id",
];

/// Returns the forms of a name of several words in lower case; the search ignores case. A name of one word, such as `id`,
/// has none, because it is too common.
fn casings(name: &Name) -> Vec<String> {
    let words = [name.wire(), name.rust()]
        .into_iter()
        .filter(|word| word.to_snake_case().contains('_'));
    words
        .flat_map(|word| {
            let spaced = word.to_title_case();
            [
                word.to_snake_case(),
                word.to_lower_camel_case(),
                word.to_kebab_case(),
                spaced,
            ]
            .map(|word| word.to_lowercase())
        })
        .collect()
}

/// Returns the names that occur in a text as whole words, with their places.
fn found(names: &BTreeSet<String>, place: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.to_lowercase();
        for name in names_in(names, &line) {
            found.push(format!("{place}:{}: `{name}`", number + 1));
        }
    }
    found
}

/// Returns the names in a line. Only names that start like a word of the line are compared, because there are thousands.
fn names_in<'a>(names: &'a BTreeSet<String>, line: &str) -> BTreeSet<&'a str> {
    let mut before = ' ';
    let mut there = BTreeSet::new();
    for (at, c) in line.char_indices() {
        let starts = !before.is_ascii_alphanumeric();
        before = c;
        let rest = &line[at..];
        let Some(head) = rest.get(..2).filter(|_| starts) else {
            continue;
        };
        let alike = names
            .range(head.to_owned()..)
            .take_while(|name| name.starts_with(head));
        there.extend(alike.map(String::as_str).filter(|name| is_word(rest, name)));
    }
    there
}

/// Returns `true` if a text starts with a word or its plural, and no letter or digit follows.
fn is_word(text: &str, word: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    text.strip_prefix(word)
        .is_some_and(|rest| ends(rest) || rest.strip_prefix('s').is_some_and(ends))
}

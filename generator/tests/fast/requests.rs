//! Promise 11 in emitted crates: every request has all options of a call, because one macro defines them.

use crate::{
    helpers,
    support::{folder, project},
};
use proc_macro2::TokenTree;
use std::collections::BTreeSet;
use syn::Item;

#[test]
fn promise_11_every_request_has_the_options() {
    let files = helpers::zoo().files.iter().chain(&helpers::sdk().files);
    let mut all = 0;
    for file in files.filter(|file| file.path.starts_with("src/resources/")) {
        let parsed = syn::parse_file(&file.text).expect("emitted files are valid Rust");
        let requests = requests(&parsed.items);
        all += requests.len();
        assert_eq!(requests, with_options(&parsed.items), "{}", file.path);
    }
    assert!(all > 150, "only {all} requests are found");
}

/// Macros that define methods of builders, and the file of each in the sources of the runtime.
const MACROS: [(&str, &str); 6] = [
    ("line_request_methods", "lines/builder.rs"),
    ("request_methods", "call/builder.rs"),
    ("download_request_methods", "downloads/builder.rs"),
    ("page_request_methods", "pages/builder.rs"),
    ("enveloped_page_request_methods", "pages/enveloped.rs"),
    ("event_request_methods", "events/builder.rs"),
];

#[test]
fn every_macro_of_builders_defines_the_options() {
    for (name, file) in MACROS {
        let file = project::path("generator/runtime/src/runtime").join(file);
        let text = folder::read(&file);
        assert!(text.contains(&format!("macro_rules! {name} {{")), "{name}");
        let calls = [
            "::request_methods!(@options",
            "::page_request_methods!(\n            @all",
        ];
        assert!(calls.iter().any(|call| text.contains(call)), "{name}");
    }
}

/// Returns the builders that are defined.
fn requests(items: &[Item]) -> BTreeSet<String> {
    named(items, &["request"])
}

/// Returns the builders for which a macro defines the options.
fn with_options(items: &[Item]) -> BTreeSet<String> {
    named(items, &MACROS.map(|(name, _)| name))
}

/// Returns the first word in each call of one of these macros.
fn named(items: &[Item], macros: &[&str]) -> BTreeSet<String> {
    let calls = items.iter().filter_map(|item| match item {
        Item::Macro(item) if macros.iter().any(|name| item.mac.path.is_ident(name)) => Some(item),
        _ => None,
    });
    let words = calls.filter_map(|item| {
        let mut tokens = item.mac.tokens.clone().into_iter();
        tokens.find(|token| matches!(token, TokenTree::Ident(_)))
    });
    words.map(|word| word.to_string()).collect()
}

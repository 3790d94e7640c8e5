//! Promise 11 in emitted crates: every request has all options of a call, since one macro writes them for all.

use crate::{helpers, support::project};
use std::collections::BTreeSet;
use syn::{Item, Type};

#[test]
fn promise_11_every_request_has_the_options() {
    let spec = project::generated(&project::path("spec"));
    let files = helpers::zoo().files.into_iter().chain(spec.files);
    let mut all = 0;
    for file in files.filter(|file| file.path.starts_with("src/resources/")) {
        let parsed = syn::parse_file(&file.text).expect("what is emitted is Rust");
        let requests = requests(&parsed.items);
        all += requests.len();
        assert_eq!(requests, with_options(&parsed.items), "{}", file.path);
    }
    assert!(
        all > 150,
        "{all} requests: they are written in another way now"
    );
}

/// The builders that hold a request.
fn requests(items: &[Item]) -> BTreeSet<String> {
    let structs = items.iter().filter_map(|item| match item {
        Item::Struct(item) => Some(item),
        _ => None,
    });
    let holds = |of: &Type| match of {
        Type::Path(of) => of
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "Request"),
        _ => false,
    };
    structs
        .filter(|item| item.fields.iter().any(|field| holds(&field.ty)))
        .map(|item| item.ident.to_string())
        .collect()
}

/// The builders that the macro gives its methods.
fn with_options(items: &[Item]) -> BTreeSet<String> {
    let macros = items.iter().filter_map(|item| match item {
        Item::Macro(item) if item.mac.path.is_ident("request_methods") => Some(item),
        _ => None,
    });
    macros
        .filter_map(|item| Some(item.mac.tokens.clone().into_iter().next()?.to_string()))
        .collect()
}

//! Promise 11 in emitted crates: every request has all options of a call, because one type of the runtime has them.

use crate::helpers;
use generator::output::File;
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::Item;

#[test]
fn promise_11_every_request_has_the_options() {
    let mut all = 0;
    for files in [&helpers::zoo().files, &helpers::sdk().files] {
        let requests: BTreeSet<_> = files
            .iter()
            .filter(|file| file.path.starts_with("src/resources/"))
            .flat_map(requests)
            .collect();
        all += requests.len();
        let methods = files.iter().find(|file| file.path == "src/methods.rs");
        let methods: BTreeSet<_> = items(methods.expect("there are methods"))
            .into_iter()
            .filter_map(|item| match item {
                Item::Enum(item) => Some(item.ident.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(requests, methods);
    }
    assert!(all > 150, "only {all} requests are found");
}

#[test]
fn documentation_links_to_the_setters_of_the_request() {
    let mut all = 0;
    for file in helpers::zoo().files.iter().chain(&helpers::sdk().files) {
        for link in file.text.split("](").skip(1) {
            let Some((request, setter)) = link
                .split_once(')')
                .and_then(|(target, _)| target.split_once("#method."))
            else {
                continue;
            };
            let request = request.trim_start_matches("type@");
            let parts = [
                (
                    format!("request_setters! {{\n    {request} {{"),
                    format!("        {setter}: "),
                ),
                (
                    format!("impl {request} {{"),
                    format!("    pub fn {setter}("),
                ),
            ];
            let is_defined = parts.iter().any(|(start, row)| {
                let parts = file.text.split(start).skip(1);
                let mut lines = parts.flat_map(|part| part.lines().take_while(|line| *line != "}"));
                lines.any(|line| line.replace("r#", "").starts_with(row))
            });
            assert!(is_defined, "{}: {request}, {setter}", file.path);
            all += 1;
        }
    }
    assert!(all > 150, "only {all} links are found");
}

/// Returns the types of requests that a file defines. Each is that of the method with its name.
fn requests(file: &File) -> Vec<String> {
    let types = items(file).into_iter().filter_map(|item| match item {
        Item::Type(item) => Some((
            item.ident.to_string(),
            item.ty.to_token_stream().to_string(),
        )),
        _ => None,
    });
    let requests = types.map(|(name, ty)| {
        let start = format!("crate :: RequestBuilder < crate :: methods :: {name} ,");
        assert!(ty.starts_with(&start), "{name}: {ty}");
        name
    });
    requests.collect()
}

fn items(file: &File) -> Vec<Item> {
    let parsed = syn::parse_file(&file.text);
    parsed.expect("emitted files are valid Rust").items
}

//! Texts of the description that become literals of the crate, unchanged.

use super::sound::{RESOURCE, described, is_rust};
use generator::output::File;
use serde_json::json;
use std::collections::BTreeSet;
use syn::visit::Visit;

const TEXTS: &[&str] = &[
    "\"",
    "\\",
    "\"#",
    "\"##; panic!(); \"##",
    "{}",
    "{0}",
    "{x}",
    "{{",
    "$crate",
    "*/",
    "/*",
    "//",
    "`",
    "'",
    "\\u{7}",
    "\\n",
    "#![x]",
    "%s",
    "?a=b&c",
    "r#\"",
    "é",
    "🦀",
    "<!--",
    "-->",
    "a b",
    "]]>",
    "\\\"); panic!(\"",
];

#[derive(Default)]
struct Literals {
    texts: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Literals {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.texts.insert(literal.value());
    }

    // Most literals are in macros, whose tokens are not parsed.
    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        self.tokens(found.tokens.clone());
    }

    fn visit_meta_list(&mut self, list: &'ast syn::MetaList) {
        self.tokens(list.tokens.clone());
    }
}

impl Literals {
    fn of(files: &[File]) -> Self {
        let mut literals = Self::default();
        let own = files
            .iter()
            .filter(|file| !file.path.starts_with("src/runtime/") && is_rust(file));
        for file in own {
            literals.visit_file(&syn::parse_file(&file.text).expect("it is Rust"));
        }
        literals
    }

    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                proc_macro2::TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.texts.insert(text.value());
                    }
                }
                proc_macro2::TokenTree::Ident(_) | proc_macro2::TokenTree::Punct(_) => {}
            }
        }
    }
}

#[test]
fn wire_names_are_not_changed() {
    for text in TEXTS {
        let api = json!({
            "name": "Zoo", "version": "1", "package": { "name": "zoo", "version": "0.1.0" },
            "base_url": "https://zoo.example", "auth": "bearer",
            "pagination": { "items": [text], "next": ["next", text], "cursor": text },
        });
        let resource = json!({
            "methods": {
                "list": { "route": "GET /pets", "query": { "cursor?": { "type": "string", "wire": text, "rust": "cursor" } }, "returns": "page of Pet" },
                "feed": { "route": "POST /pets", "returns": "Pet", "deprecated": text,
                    "query": { "limit?": { "type": "int32", "wire": format!("q{text}"), "rust": "limit" } },
                    "body": { "food": { "type": "string", "wire": format!("b{text}"), "rust": "food" } },
                    "example": { "request": { (format!("b{text}")): text }, "response": { (format!("f{text}")): text, "kind": format!("p{text}CAT") } } },
            },
            "models": {
                "Pet": { "fields": { "name": { "type": "string", "wire": format!("f{text}"), "rust": "name" }, "kind": "Kind" } },
                "Kind": { "prefix": format!("p{text}"), "values": ["CAT"] },
            },
        });
        let files = described(&[
            ("api.yaml", &api.to_string()),
            ("resources/pets.yaml", &resource.to_string()),
        ]);
        let files = files.unwrap_or_else(|messages| panic!("{text:?}\n{messages}"));
        let found = Literals::of(&files).texts;
        for due in [
            (*text).to_owned(),
            format!("q{text}"),
            format!("b{text}"),
            format!("f{text}"),
            format!("p{text}CAT"),
        ] {
            assert!(found.contains(&due), "{due:?} is none of {found:#?}");
        }
    }
}

/// Reads the JSON of examples from the wire tests, and compares it with the description.
#[test]
fn examples_are_not_changed() {
    for text in TEXTS
        .iter()
        .chain(&["\u{202e}", "\n", "\r", "\0", "\u{2028}"])
    {
        let value = json!({ (*text): [text, { "a": text }], "long": text.repeat(40) });
        let resource = json!({ "methods": { "see": { "route": "GET /pets", "returns": "json", "example": { "response": value } } } });
        let api = super::sound::API;
        let files = described(&[
            ("api.yaml", api),
            ("resources/pets.yaml", &resource.to_string()),
        ]);
        let files = files.unwrap_or_else(|messages| panic!("{text:?}\n{messages}"));
        let found = Literals::of(&files).texts;
        let same = |text: &String| {
            serde_json::from_str::<serde_json::Value>(text).is_ok_and(|found| found == value)
        };
        assert!(found.iter().any(same), "{value} is none of {found:#?}");
    }
}

#[test]
fn a_base_url_is_a_text() {
    for text in TEXTS {
        let api = json!({
            "name": "Zoo", "version": "1", "package": { "name": "zoo", "version": "0.1.0" },
            "base_url": format!("https://zoo.example/{text}"), "auth": "bearer",
        });
        if let Ok(files) = described(&[
            ("api.yaml", &api.to_string()),
            ("resources/pets.yaml", RESOURCE),
        ]) {
            let url = format!("https://zoo.example/{text}")
                .trim_end_matches('/')
                .to_owned();
            assert!(Literals::of(&files).texts.contains(&url), "{url}");
        }
    }
}

//! Names of types and files. Two public types of the generator do not share a name, and no type or file is called by a
//! word that says nothing of what it holds.

use crate::{
    helpers,
    support::{folder, project},
};
use heck::ToSnakeCase;
use proc_macro2::{TokenStream, TokenTree};
use std::{collections::BTreeMap, path::Path};

/// Folders of the sources.
const FOLDERS: &[&str] = &["generator/src", "generator/runtime/src", "xtask/src"];

/// Words that no type, file or folder is called by, with the kind of name that takes their place.
const WORDS: &[(&str, &str)] = &[
    ("parts", "the thing that the parts belong to"),
    ("uses", "the question that it answers"),
    ("track", "the thing that is recorded"),
    ("tracked", "the thing that is recorded"),
    ("consequences", "the facts that are derived"),
    ("documented", "the form of the documentation"),
    ("prose", "the text that it holds"),
    ("stand_in", "the case that it recovers from"),
    ("short", "the full term, such as `shorthand`"),
    ("tell", "the place that it writes to"),
    ("kept", "the thing that is kept"),
    ("custom", "the thing that is customized"),
    ("sans_io", "`offline`"),
    ("way", "the term, such as `Direction`"),
    ("home", "the term, such as `PathStyle`"),
];

#[test]
fn public_types_have_names_of_their_own() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, text) in sources("generator/src") {
        for declared in types(parse(&place, &text)) {
            if declared.is_public {
                places.entry(declared.name).or_default().push(place.clone());
            }
        }
    }
    assert!(places.len() > 150, "most types are missing");
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "types share a name: {places:#?}");
}

#[test]
fn types_and_files_are_named_after_what_they_hold() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for folder in FOLDERS {
        for (place, text) in sources(folder) {
            let in_path = Path::new(&place).with_extension("");
            let files = in_path.iter().filter_map(|name| name.to_str());
            let files = files.map(str::to_owned);
            let types = types(parse(&place, &text)).into_iter();
            for name in files.chain(types.map(|declared| declared.name)) {
                checked += 1;
                let word = name.to_snake_case();
                if let Some((_, instead)) = WORDS.iter().find(|(known, _)| *known == word) {
                    wrong.push(format!("{place}: `{name}`; name it after {instead}"));
                }
            }
        }
    }
    assert!(checked > 500, "most names are missing");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Tests the search for types, on which the tests above rely.
#[test]
fn types_are_found() {
    let text = "
        /// pub struct Comment;
        pub struct One<T>(pub T);
        pub(in crate::rust) enum Two { Three }
        struct Four;
        mod inner { pub(super) trait Five { type Output; } }
        pub type Six = fn() -> One<u8>;
        fn seven() -> TokenStream { quote! { pub struct Eight; } }
    ";
    let found = types(parse("text", text));
    let found: Vec<_> = found
        .iter()
        .map(|declared| (declared.name.as_str(), declared.is_public))
        .collect();
    let expected = [
        ("One", true),
        ("Two", true),
        ("Four", false),
        ("Five", true),
        ("Output", false),
        ("Six", true),
    ];
    assert_eq!(found, expected);
}

/// Type that a file declares.
struct DeclaredType {
    name: String,
    /// Whether it has any `pub`.
    is_public: bool,
}

/// Returns the Rust files below a folder, with their texts.
fn sources(root: &str) -> impl Iterator<Item = (String, String)> {
    let files = folder::files(&project::path(root)).into_iter();
    files
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .map(|file| {
            let place = helpers::inside(&project::path(""), &file);
            (place, folder::read(&file))
        })
}

fn parse(place: &str, text: &str) -> TokenStream {
    text.parse()
        .unwrap_or_else(|error| panic!("{place}: {error}"))
}

/// Returns the types that are declared in tokens, except in `quote!`, whose tokens belong to the emitted crate.
fn types(tokens: TokenStream) -> Vec<DeclaredType> {
    let mut found = Vec::new();
    let tokens: Vec<_> = tokens.into_iter().collect();
    let word = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        Some(TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) | None => None,
    };
    let is_pub = |at: Option<usize>| at.and_then(word).is_some_and(|word| word == "pub");
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(keyword) => {
                let declares = ["struct", "enum", "trait", "type", "union"];
                let name = word(at + 1).filter(|_| declares.iter().any(|known| keyword == known));
                found.extend(name.map(|name| DeclaredType {
                    name,
                    // `pub(super)` has a group before the keyword.
                    is_public: is_pub(at.checked_sub(1))
                        || (matches!(tokens.get(at.wrapping_sub(1)), Some(TokenTree::Group(_)))
                            && is_pub(at.checked_sub(2))),
                }));
            }
            TokenTree::Group(group) => {
                let macro_name = at.checked_sub(2).and_then(word);
                let is_macro = matches!(tokens.get(at.wrapping_sub(1)), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                let quotes =
                    macro_name.is_some_and(|name| name == "quote" || name == "parse_quote");
                if !(is_macro && quotes) {
                    found.extend(types(group.stream()));
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

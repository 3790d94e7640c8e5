//! Promise 29: work that no call may cause, as far as sources show it. `spec/bench` measures the cost of a call.

use crate::{
    helpers,
    support::{folder, project},
};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeMap;
use syn::{
    Attribute, Field, Signature,
    visit::{self, Visit},
};

/// Places where a future is boxed. A call is boxed once; the other places are not part of a usual call.
const BOXES: &[(&str, usize, &str)] = &[
    (
        "auth/cache",
        1,
        "waiting for credentials, once for many calls",
    ),
    (
        "auth/oauth2/mod",
        1,
        "a request for a token, once for many calls",
    ),
    (
        "auth/provider",
        1,
        "a closure that provides credentials, once for many calls",
    ),
    ("call/mod", 2, "the call, or one that has failed already"),
    (
        "downloads/chunks",
        1,
        "a wait for a chunk that has not arrived",
    ),
    (
        "events/source",
        2,
        "a stream opens, or opens again, as a call does",
    ),
    (
        "request/content_body",
        1,
        "sending a body of a kind that most APIs do not have",
    ),
    ("testing/server", 2, "the interface of a foreign transport"),
    ("transport/body", 1, "a body of a foreign transport"),
    (
        "transport/hyper/mod",
        1,
        "the default transport inside of a layer, or an upload",
    ),
    (
        "transport/mod",
        2,
        "a closure that is a transport, and the error of a request that is not sent",
    ),
    (
        "transport/reqwest/browser",
        1,
        "a body of a foreign transport",
    ),
    (
        "transport/reqwest/mod",
        2,
        "the interface of a foreign transport, and an upload",
    ),
    ("upload/send", 1, "an upload, in place of the call"),
    (
        "wait/polls",
        1,
        "a request of a wait, with the delay before it",
    ),
];

/// Files that send a request, from the call to the transport.
const SENDERS: &[&str] = &[
    "request/prepared",
    "send/attempt",
    "send/authorize",
    "send/execute",
    "send/retries",
];

#[test]
fn promise_29_what_sends_is_compiled_once() {
    let runtime = runtime();
    for name in SENDERS {
        let mut generic = Generic(Vec::new());
        generic.visit_file(&syn::parse_file(&runtime[*name]).expect("the sources are Rust"));
        assert!(
            generic.0.is_empty(),
            "generic in {name}.rs: {:?}",
            generic.0
        );
    }
    let defined = |text: &&String| normal(text).contains(" async fn execute (");
    assert_eq!(runtime.values().filter(defined).count(), 1);
}

#[test]
fn promise_29_a_call_is_boxed_once() {
    let mut found = Vec::new();
    for (name, text) in runtime() {
        // A connection may be boxed, because many calls share it.
        let is_connection = name.starts_with("transport/hyper/") && name != "transport/hyper/mod";
        let boxes = normal(&text).matches(" Box :: pin (").count();
        if boxes > 0 && !is_connection {
            found.push((name, boxes));
        }
    }
    let allowed: Vec<_> = BOXES
        .iter()
        .map(|(name, boxes, _)| ((*name).to_owned(), *boxes))
        .collect();
    assert_eq!(found, allowed, "where `Box::pin` is called, and how often");
}

#[test]
fn promise_29_models_are_decoded_without_a_buffer() {
    for (place, text) in all() {
        let file = syn::parse_file(&text).expect("the sources are Rust");
        let mut buffered = Buffered(Vec::new());
        buffered.visit_file(&file);
        assert!(buffered.0.is_empty(), "{place}: {:?}", buffered.0);
    }
}

#[test]
fn promise_29_bodies_are_decoded_from_text() {
    for (name, text) in runtime() {
        // The testing kit decodes requests.
        if name == "testing/request" {
            continue;
        }
        for reader in ["from_slice", "from_reader"] {
            for path in ["serde_json :: ", "Deserializer :: "] {
                let call = format!(" {path}{reader} (");
                assert!(!normal(&text).contains(&call), "{name}.rs:{call}");
            }
        }
    }
    let decode = normal(&runtime()["json/decode"]);
    assert_eq!(decode.matches(" from_utf8 (").count(), 1);
}

#[test]
fn promise_29_maps_are_ordered() {
    for (place, text) in all() {
        assert!(!normal(&text).contains(" HashMap "), "{place} has one");
    }
}

/// Functions of a file that are compiled for each type.
struct Generic(Vec<String>);

impl<'ast> Visit<'ast> for Generic {
    fn visit_signature(&mut self, signature: &'ast Signature) {
        if signature.generics.type_params().next().is_some() {
            self.0.push(signature.ident.to_string());
        }
        visit::visit_signature(self, signature);
    }

    fn visit_type_impl_trait(&mut self, _: &'ast syn::TypeImplTrait) {
        self.0.push("impl".to_owned());
    }
}

/// Attributes of serde that decode into a buffer first.
struct Buffered(Vec<String>);

impl<'ast> Visit<'ast> for Buffered {
    /// Skips models with `additional`, which need a buffer.
    fn visit_field(&mut self, field: &'ast Field) {
        let takes_any = field
            .ident
            .as_ref()
            .is_some_and(|name| name == "additional");
        let found = field.attrs.iter().flat_map(buffering);
        let found = found.filter(|word| !(takes_any && word == "flatten"));
        self.0.extend(found);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.0.extend(buffering(attribute));
    }
}

/// Returns the words in an attribute of serde that require a buffer.
fn buffering(attribute: &Attribute) -> Vec<String> {
    let list = attribute.meta.require_list().ok();
    let list = list.filter(|list| list.path.is_ident("serde"));
    let words = list.map(|list| list.tokens.clone().into_iter().filter_map(word));
    let buffers = ["flatten", "untagged", "tag", "content"];
    let found = words.into_iter().flatten();
    found
        .filter(|word| buffers.contains(&word.as_str()))
        .collect()
}

fn word(token: TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}

/// Formats a source with one space between tokens, and without comments.
fn normal(text: &str) -> String {
    let tokens: TokenStream = text.parse().expect("the sources are Rust");
    let mut words = vec![String::new()];
    flatten(tokens, &mut words);
    words.push(String::new());
    words.join(" ").replace(": :", "::")
}

fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        if let TokenTree::Group(group) = token {
            let (open, close) = match group.delimiter() {
                proc_macro2::Delimiter::Parenthesis => ("(", ")"),
                proc_macro2::Delimiter::Brace => ("{", "}"),
                proc_macro2::Delimiter::Bracket => ("[", "]"),
                proc_macro2::Delimiter::None => ("", ""),
            };
            words.push(open.to_owned());
            flatten(group.stream(), words);
            words.push(close.to_owned());
        } else {
            words.push(token.to_string());
        }
    }
}

/// Returns the sources of the runtime, by their paths.
fn runtime() -> BTreeMap<String, String> {
    let root = project::path("generator/runtime/src/runtime");
    let files = folder::files(&root);
    let sources = files.iter().map(|file| {
        let name = helpers::inside(&root, file);
        let name = name.trim_end_matches(".rs").to_owned();
        (name, folder::read(file))
    });
    sources.collect()
}

/// Returns the sources of the runtime, and those of crates with every construct.
fn all() -> impl Iterator<Item = (String, String)> {
    let emitted = helpers::zoo().files.iter().chain(&helpers::sdk().files);
    let emitted = emitted
        .filter(|file| file.path.starts_with("src/") && !file.path.starts_with("src/runtime/"))
        .map(|file| (file.path.clone(), file.text.clone()));
    runtime().into_iter().chain(emitted)
}

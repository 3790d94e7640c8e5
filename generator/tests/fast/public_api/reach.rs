//! Items of the runtime that are reachable from the public interface of a crate.

use super::scan::{Declared, Scan};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};

/// Returns the crates in the public interface, each with the places. All public items of `own` are in it, and the items of
/// `inner` that are reachable from them.
pub fn shown(own: &Sources, inner: &Sources, crates: &BTreeSet<&str>) -> Shown {
    let mut declared = Declared::default();
    let files = [parsed(own), parsed(inner)];
    for (_, file) in files.iter().flatten() {
        declared.note(&file.items);
    }
    let [own_files, inner_files] = files.map(|files| {
        let scanned = files.iter().map(|(place, file)| {
            let found = Scan::new(crates, &declared).file(file);
            (place.to_string(), found)
        });
        scanned.collect::<Vec<_>>()
    });
    let mut seen = BTreeSet::new();
    for text in own.values() {
        words(text.parse().expect("the sources are Rust"), &mut seen);
    }
    let inner_facts = || inner_files.iter().flat_map(|(_, facts)| facts);
    loop {
        let before = seen.len();
        let reached = inner_facts().filter(|fact| seen.contains(&fact.owner));
        let names: Vec<_> = reached.flat_map(|fact| fact.names.clone()).collect();
        seen.extend(names);
        if seen.len() == before {
            break;
        }
    }
    let mut shown = Shown::new();
    let own_facts = own_files.iter().map(|file| (file, true));
    for ((place, facts), all) in own_facts.chain(inner_files.iter().map(|file| (file, false))) {
        for fact in facts
            .iter()
            .filter(|fact| all || seen.contains(&fact.owner))
        {
            for name in &fact.crates {
                let places = shown.entry(name.clone()).or_default();
                places.insert(format!("{} in {place}", fact.owner));
            }
        }
    }
    shown
}

/// Sources by their places.
pub type Sources = BTreeMap<String, String>;

/// Crates with the places where they are used.
pub type Shown = BTreeMap<String, BTreeSet<String>>;

fn parsed(sources: &Sources) -> Vec<(&str, syn::File)> {
    let files = sources.iter().map(|(place, text)| {
        let file = syn::parse_file(text);
        let file = file.unwrap_or_else(|error| panic!("{place}: {error}"));
        (place.as_str(), file)
    });
    files.collect()
}

/// Collects all words of a source.
fn words(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => drop(found.insert(word.to_string())),
            TokenTree::Group(group) => words(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

//! The runtime's sources: what stands in the folder is what is emitted, so that no file is forgotten.

use crate::{
    helpers,
    support::{folder, project},
};
use std::collections::BTreeSet;

#[test]
fn every_source_of_the_runtime_is_listed() {
    let table = folder::read(&project::path("generator/src/rust/runtime.rs"));
    let list = table
        .split_once("sources![")
        .and_then(|(_, rest)| rest.split_once("];"));
    let (list, _) = list.expect("the table `SOURCES` is written with `sources!`");
    let listed: BTreeSet<_> = list
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    let mut present: BTreeSet<_> = folder::entries(&project::path("generator/runtime/src"))
        .iter()
        .map(|path| folder::stem(path))
        .collect();
    assert!(present.remove("lib"), "the root becomes `mod.rs`");
    assert_eq!(
        listed, present,
        "`SOURCES` of generator/src/rust/runtime.rs against generator/runtime/src"
    );
}

/// Parts that the runtime is ahead with: the language has no words for them yet.
const AHEAD: &[&str] = &[
    "auth_basic.rs",
    "link_header.rs",
    "next_link.rs",
    "next_number.rs",
    "webhook.rs",
    "webhook_verifier.rs",
];

/// The zoo has every construct, so that nothing of the runtime may be missing from its crate.
#[test]
fn an_api_with_every_construct_gets_all_of_the_runtime() {
    let files = helpers::zoo().files;
    let emitted: BTreeSet<_> = files
        .iter()
        .filter_map(|file| file.path.strip_prefix("src/runtime/"))
        .collect();
    let sources = folder::entries(&project::path("generator/runtime/src"));
    let names: Vec<_> = sources
        .iter()
        .map(|path| format!("{}.rs", folder::stem(path)))
        .collect();
    let due: BTreeSet<_> = names
        .iter()
        .map(|name| if name == "lib.rs" { "mod.rs" } else { name })
        .filter(|name| !AHEAD.contains(name))
        .collect();
    assert_eq!(
        emitted, due,
        "a golden is missing, or `PARTS` leaves out too much"
    );
}

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

/// The zoo and the other APIs of the tests have every construct, so that each part of the runtime is in one of their
/// crates.
#[test]
fn apis_with_every_construct_get_all_of_the_runtime() {
    let mut files = helpers::zoo().files;
    for spec in folder::entries(&project::tests("apis")) {
        files.extend(project::generated(&spec).files);
    }
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
        .collect();
    assert_eq!(
        emitted, due,
        "a golden is missing, or `PARTS` leaves out too much"
    );
}

//! Other crates in the public interface of a client. A type of another crate binds users to a version of that crate, so
//! that a crate before version 1.0 needs a reason.
//!
//! The public interface is everything that is `pub` in emitted crates, and the items of the runtime that are reachable
//! from it.

mod reach;
mod scan;

use crate::{
    helpers,
    support::{folder, project},
};
use std::collections::{BTreeMap, BTreeSet};

/// Crates that may be in the public interface. Those without a reason are stable: their version is 1 or more.
const SHOWN: &[(&str, &str)] = &[
    ("bytes", ""),
    (
        "chrono",
        "conversions to its types are the point of the feature, which is no default",
    ),
    (
        "futures_core",
        "`Stream` is its trait, at 0.3 since 2019, and there is no other",
    ),
    ("http", ""),
    ("http_body", ""),
    (
        "jiff",
        "conversions to its types are the point of the feature, which is no default",
    ),
    (
        "reqwest",
        "to take a configured client is the point of the feature, which is no default",
    ),
    (
        "rustls",
        "to take a whole configuration is the point of the method, which no other option needs",
    ),
    ("serde", ""),
    ("serde_json", ""),
    (
        "time",
        "conversions to its types are the point of the feature, which is no default",
    ),
];

#[test]
fn only_stable_crates_are_in_the_public_interface() {
    let manifest = folder::read(&project::path("generator/runtime/Cargo.toml"));
    let versions = versions(&manifest);
    let crates: BTreeSet<_> = versions.keys().map(String::as_str).collect();
    let shown = reach::shown(&emitted(), &runtime(), &crates);
    let mut wrong = Vec::new();
    for (name, places) in &shown {
        if !SHOWN.iter().any(|(allowed, _)| allowed == name) {
            wrong.push(format!(
                "`{name}` shows: {}",
                places.iter().cloned().collect::<Vec<_>>().join(", ")
            ));
        }
    }
    for (name, reason) in SHOWN {
        let is_stable = !versions[*name].starts_with("0.");
        if !is_stable && reason.is_empty() {
            wrong.push(format!("`{name}` {} needs a reason", versions[*name]));
        }
        if !shown.contains_key(*name) {
            wrong.push(format!("`{name}` is not in the public interface any more"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Tests the search, on which the test above relies.
#[test]
fn each_kind_of_leak_is_found() {
    for leak in [
        "pub fn f(x: chrono::NaiveDate) {}",
        "pub fn f() -> Option<Vec<chrono::NaiveDate>> { None }",
        "pub fn f<T: Into<chrono::NaiveDate>>(x: T) {}",
        "pub fn f(x: impl Fn(&chrono::NaiveDate)) {}",
        "pub use chrono::NaiveDate;",
        "pub use chrono;",
        "use chrono::{self as time, DateTime as At}; pub struct A { pub at: At<time::Utc> }",
        "pub struct A(pub chrono::NaiveDate);",
        "pub enum A { B { at: chrono::NaiveDate } }",
        "pub type A = chrono::NaiveDate;",
        "pub const A: Option<chrono::NaiveDate> = None;",
        "pub trait A: chrono::Datelike {}",
        "pub trait A { fn f(&self) -> chrono::NaiveDate; }",
        "pub struct A; impl A { pub fn f(&self) -> chrono::NaiveDate { todo!() } }",
        "pub struct A; impl From<chrono::NaiveDate> for A { fn from(_: chrono::NaiveDate) -> A { A } }",
        "pub struct A; impl chrono::Datelike for A {}",
        "pub struct A; impl Iterator for A { type Item = chrono::NaiveDate; }",
        "pub struct A; impl<T> Deref for A where T: chrono::TimeZone {}",
        "use chrono::Datelike; #[derive(Clone, Datelike)] pub struct A;",
        "pub mod a { pub fn f() -> chrono::NaiveDate { todo!() } }",
        "macro_rules! m { ($a:ident) => { impl $a { pub fn f(&self) -> ::chrono::NaiveDate {} } } }",
    ] {
        assert_eq!(leaks(leak), ["chrono"], "{leak}");
    }
    for tight in [
        "use chrono::NaiveDate; pub struct A { at: NaiveDate }",
        "use chrono::NaiveDate; pub(crate) struct A { pub at: NaiveDate }",
        "use chrono::NaiveDate; fn f(x: NaiveDate) {} pub fn g() { f(chrono::NaiveDate::MAX) }",
        "use chrono::NaiveDate; struct A; impl From<NaiveDate> for A { fn from(_: NaiveDate) -> A { A } }",
        "use chrono::NaiveDate; trait A {} impl<T: Into<NaiveDate>> A for T {}",
        "pub struct A; impl A { pub(super) fn f(&self, x: chrono::NaiveDate) {} }",
        "mod chrono_like {} pub fn f(x: chrono_like::A, y: crate::chrono::B) {}",
    ] {
        assert!(leaks(tight).is_empty(), "{tight}");
    }
}

fn leaks(source: &str) -> Vec<String> {
    let sources = BTreeMap::from([("a.rs".to_owned(), source.to_owned())]);
    let crates = BTreeSet::from(["chrono", "serde"]);
    reach::shown(&sources, &BTreeMap::new(), &crates)
        .into_keys()
        .collect()
}

/// Items of the runtime only count if they are reachable.
#[test]
fn reachable_leaks_of_the_runtime_are_found() {
    let inner = "use chrono::NaiveDate; pub struct A; impl A { pub fn f(&self) -> B {} } \
                 pub struct B; impl From<NaiveDate> for B {}";
    let inner = BTreeMap::from([("runtime.rs".to_owned(), inner.to_owned())]);
    for (own, seen) in [("pub use runtime::A;", true), ("pub struct C;", false)] {
        let own = BTreeMap::from([("lib.rs".to_owned(), own.to_owned())]);
        let shown = reach::shown(&own, &inner, &BTreeSet::from(["chrono"]));
        assert_eq!(shown.contains_key("chrono"), seen);
    }
}

/// Returns the sources of the runtime.
fn runtime() -> reach::Sources {
    let files = folder::files(&project::path("generator/runtime/src/runtime"));
    let sources = files.iter().map(|file| {
        (
            helpers::inside(&project::path(""), file),
            folder::read(file),
        )
    });
    sources.collect()
}

/// Returns the emitted sources of APIs that have every construct, without the runtime.
fn emitted() -> reach::Sources {
    let apis = helpers::apis().chain([helpers::zoo(), helpers::sdk()]);
    let files = apis.enumerate().flat_map(|(number, api)| {
        let own = api
            .files
            .iter()
            .filter(|file| file.path.starts_with("src/") && !file.path.starts_with("src/runtime/"));
        own.map(move |file| (format!("{number}/{}", file.path), file.text.clone()))
    });
    files.collect()
}

/// Returns the dependencies of a client by their Rust names, with their versions.
fn versions(manifest: &str) -> BTreeMap<String, String> {
    let lines = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]");
    let lines = lines.skip(1).take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, rest)| {
            let version = rest.split('"').nth(1).unwrap_or_default();
            (name.replace('-', "_"), version.to_owned())
        })
        .collect()
}

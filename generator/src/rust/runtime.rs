//! The runtime inside the emitted crate: its unchanged sources, without the parts that the API does not need.

mod folders;

pub use folders::unneeded;
pub(super) use folders::{internal_feature, needs_file};

use crate::model::{Api, Needed, internal_features, queries};

/// Manifest of the runtime, from which the emitted crate takes over features and dependencies.
pub const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// Loopback server of the emitted tests.
const SERVER: &str = include_str!("../../runtime/tests/support/server.rs");

/// All sources of the runtime: paths below `runtime/`, and texts. The build script makes the table.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_sources.rs"));

/// Returns the files of the runtime in the emitted crate, with their texts.
#[must_use]
pub fn files(api: &Api) -> Vec<(String, String)> {
    let always: Vec<_> = always(api).map(feature_cfg).collect();
    let sources = SOURCES.iter().filter(|(path, _)| needs_file(api, path));
    let mut files: Vec<_> = sources
        .map(|(path, text)| {
            let text = source(api, path, text, &always);
            (format!("src/runtime/{path}"), text)
        })
        .collect();
    if queries::has_methods(api) {
        files.push(("tests/wire/server.rs".to_owned(), SERVER.to_owned()));
    }
    files
}

/// Returns the internal features of parts that always exist.
fn always(api: &Api) -> impl Iterator<Item = &'static str> {
    let features = internal_features(api).into_iter();
    features.filter_map(|(feature, needed)| (needed == Needed::Always).then_some(feature))
}

/// Returns the attribute of a module in the sources that exists with an internal feature.
fn feature_cfg(feature: &str) -> String {
    format!("#[cfg(feature = \"{feature}\")]")
}

/// Returns a source without the declarations of modules that are left out, and without the attributes in `always`.
fn source(api: &Api, path: &str, text: &str, always: &[String]) -> String {
    let Some(folder) = path.strip_suffix("mod.rs") else {
        return text.to_owned();
    };
    let text: String = text
        .split_inclusive('\n')
        .filter(|line| !always.iter().any(|attribute| line.trim_end() == attribute))
        .collect();
    // The feature that a module needs stands in the attribute above it.
    without(&text, |line| {
        let module = line
            .strip_prefix("pub mod ")
            .and_then(|line| line.strip_suffix(';'));
        module.is_some_and(|module| {
            let is_emitted = |file: String| {
                let mut sources = SOURCES.iter();
                sources.any(|(path, _)| *path == file) && needs_file(api, &file)
            };
            !is_emitted(format!("{folder}{module}.rs"))
                && !is_emitted(format!("{folder}{module}/mod.rs"))
        })
    })
}

/// Returns a text without some of its lines, and without those above them that begin with `#`.
fn without(text: &str, unwanted: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines() {
        if unwanted(line) {
            while lines.pop_if(|above| above.starts_with('#')).is_some() {}
        } else {
            lines.push(line);
        }
    }
    // Around a block of declarations that is gone there are two empty lines, or one at the end.
    lines.dedup_by(|line, above| line.is_empty() && above.is_empty());
    lines.pop_if(|last| last.is_empty());
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

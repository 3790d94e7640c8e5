//! The runtime inside the emitted crate: its unchanged sources, without the parts that the API does not need.

mod folders;

pub(super) use folders::needs_file;
pub use folders::unneeded;

use crate::model::Api;

/// Manifest of the runtime, from which the emitted crate takes over features and dependencies.
pub const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// Loopback server of the emitted tests.
const SERVER: &str = include_str!("../../runtime/tests/support/server.rs");

/// All sources of the runtime: paths below `runtime/`, and texts. The build script makes the table.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/runtime_sources.rs"));

/// Returns the files of the runtime in the emitted crate, with their texts.
#[must_use]
pub fn files(api: &Api) -> Vec<(String, String)> {
    let sources = SOURCES.iter().filter(|(path, _)| needs_file(api, path));
    let mut files: Vec<_> = sources
        .map(|(path, text)| (format!("src/runtime/{path}"), source(api, path, text)))
        .collect();
    if api.methods().next().is_some() {
        files.push(("tests/wire/server.rs".to_owned(), SERVER.to_owned()));
    }
    files
}

/// Returns a source without the declarations of modules that are left out.
fn source(api: &Api, path: &str, text: &str) -> String {
    let Some(folder) = path.strip_suffix("mod.rs") else {
        return text.to_owned();
    };
    // The feature that a module needs stands in the attribute above it.
    without(text, |line| {
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

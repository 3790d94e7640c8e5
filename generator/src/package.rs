//! Files of the emitted crate that are not Rust: manifest, README, changelog, and a list of all methods.

mod api_list;
mod counts;
mod features;
mod manifest;
mod readme;
mod runtime_manifest;

use crate::{
    model::{Api, CopiedFile},
    release::{CHANGELOG, changelog_head},
};
use counts::counts;
use runtime_manifest::RuntimeManifest;

/// Returns the files with their texts. `runtime` is the manifest of the runtime, whose features and dependencies the
/// crate takes over, except those in `unneeded`. `snippets` are the names and the code of the snippets of the README.
#[must_use]
pub fn files(
    api: &Api,
    runtime: &str,
    unneeded: &[&str],
    snippets: &[(&str, String)],
) -> Vec<(String, String)> {
    let runtime = RuntimeManifest::new(runtime, unneeded);
    let mut files = vec![
        (
            "README.md".to_owned(),
            readme::text(api, &runtime, snippets),
        ),
        ("Cargo.toml".to_owned(), manifest::text(api, runtime)),
        ("api.md".to_owned(), api_list::text(api)),
    ];
    // A description may have its own, which is copied.
    if api.copied.iter().all(|file| file.path != CHANGELOG) {
        files.push((CHANGELOG.to_owned(), changelog(api)));
    }
    files
}

/// Returns the text of `Cargo.toml`; for the arguments, see [`files`].
#[must_use]
pub fn manifest(api: &Api, runtime: &str, unneeded: &[&str]) -> String {
    manifest::text(api, RuntimeManifest::new(runtime, unneeded))
}

/// Name of the crate in the example programs of a description.
const CRATE: &str = "generated_sdk";

/// Returns the text of a file that is copied. An example program gets the crate's own name.
#[must_use]
pub fn copy(api: &Api, file: &CopiedFile) -> String {
    let text = file.text.as_str();
    if !file.path.starts_with("examples/") {
        return text.to_owned();
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(CRATE) {
        let (before, found) = rest.split_at(at);
        let behind = &found[CRATE.len()..];
        let whole = !before.ends_with(is_word) && !behind.starts_with(is_word);
        renamed.push_str(before);
        renamed.push_str(if whole { &api.head.package.lib } else { CRATE });
        rest = behind;
    }
    renamed + rest
}

fn changelog(api: &Api) -> String {
    let (name, version) = (&api.head.package.name, &api.head.package.version);
    format!(
        "{}## {version}\n\n\
         - Client for version {} of the {} API: {}.\n",
        changelog_head(name),
        api.head.version,
        api.head.name,
        counts(api),
    )
}

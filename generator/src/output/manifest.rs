//! The list of the files that the generator made in an output folder.
//!
//! It lies in the folder itself and is read as untrusted text: a bad merge, or somebody with other plans,
//! must not make the generator remove a file elsewhere. Hence only plain paths count, see [`problem`].

use std::collections::BTreeSet;

/// The name of the list.
pub(super) const MANIFEST: &str = ".generated";

/// The folder in which files are made ready. It is gone when a run ends.
pub(super) const STAGING: &str = ".generated.new";

const TITLE: &str = "# The files that `cargo xtask generate` made in this folder. Do not edit.\n";
const RULE: &str =
    "# It removes those that it no longer makes, and leaves all that is not listed alone.\n";

/// Whether a file of the list's name is such a list. An empty one is: it lists nothing.
pub(super) fn is_list(text: &str) -> bool {
    text.is_empty() || text.lines().next() == Some(TITLE.trim_end())
}

/// The paths that the list's text names, without those that no emitted file can have.
pub(super) fn parse(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| problem(line).is_none())
        .map(str::to_owned)
        .collect()
}

/// The text of the list of these paths.
pub(super) fn print<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = format!("{TITLE}{RULE}");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// What keeps a path from being that of an emitted file, if anything does.
///
/// A plain path names the same file inside the output folder on every system, is one line of the list,
/// and is no comment of it.
pub(super) fn problem(path: &str) -> Option<&'static str> {
    let first = path.split('/').next();
    if path.starts_with('/') {
        Some("an absolute path")
    } else if path.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '#')) {
        Some("a special character in its path")
    } else if path.split('/').any(|part| part == "..") {
        Some("`..` in its path")
    } else if path.split('/').any(|part| part.is_empty() || part == ".") {
        Some("an empty part in its path")
    } else if first == Some(MANIFEST) || first == Some(STAGING) {
        Some("a reserved name")
    } else {
        None
    }
}

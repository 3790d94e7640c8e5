//! List of the files that the generator created in an output folder.
//!
//! The list is in the folder itself, and is read as untrusted text: a wrong merge or an attacker must not make the
//! generator remove a file elsewhere. Therefore only plain paths are read, see [`problem`].

use std::collections::BTreeSet;

/// File name of the list.
pub(super) const MANIFEST: &str = ".generated";

/// Name of the staging folder, which is removed at the end of a run.
pub(super) const STAGING: &str = ".generated.new";

const TITLE: &str = "# The files that `cargo xtask generate` made in this folder. Do not edit.\n";
const RULE: &str =
    "# It removes those that it no longer makes, and leaves all that is not listed alone.\n";

/// Returns `true` if a text is a list of the generator. An empty text is an empty list.
pub(super) fn is_list(text: &str) -> bool {
    text.is_empty() || text.lines().next() == Some(TITLE.trim_end())
}

/// Returns the paths of a list, without those that no emitted file can have.
pub(super) fn parse(text: &str) -> BTreeSet<String> {
    text.lines()
        .filter(|line| problem(line).is_none())
        .map(str::to_owned)
        .collect()
}

/// Formats the list of these paths.
pub(super) fn print<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = format!("{TITLE}{RULE}");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// Returns the reason why a path cannot be the path of an emitted file, if there is one.
///
/// A plain path names the same file inside the output folder on every system, and is one line of the list that is not a
/// comment.
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

//! Files of a release: the version in `api.yaml`, and the changelog of the crate.

use crate::{
    source::FileId,
    syntax::{self, Node},
};

/// File in the folder of a description that is the changelog of the crate.
pub const CHANGELOG: &str = "CHANGELOG.md";

/// Replaces the version of the package in the text of `api.yaml`, and nothing else. `None` if the text has none.
#[must_use]
pub fn with_version(api: &str, version: &str) -> Option<String> {
    let (node, _) = syntax::parse::<Node>(FileId(0), api);
    let node = node?;
    let found = node.member("package")?.member("version")?;
    let old = found.text()?;
    // The span may include quotes.
    let start = found.span.start as usize;
    let start = start + api.get(start..)?.find(old)?;
    let (before, behind) = (&api[..start], &api[start + old.len()..]);
    Some(format!("{before}{version}{behind}"))
}

/// Adds the changes of a version to a changelog, before those of older versions. Without one, starts a changelog of the
/// package.
#[must_use]
pub fn with_entry(changelog: Option<&str>, package: &str, version: &str, changes: &str) -> String {
    let entry = format!("## {version}\n\n{}\n", changes.trim_end());
    let Some(changelog) = changelog else {
        return format!("{}{entry}", changelog_head(package));
    };
    let older = changelog.find("\n## ").map(|at| at + 1);
    match older {
        Some(at) => format!("{}{entry}\n{}", &changelog[..at], &changelog[at..]),
        None => format!("{}\n\n{entry}", changelog.trim_end()),
    }
}

/// Returns the beginning of a changelog.
#[must_use]
pub fn changelog_head(package: &str) -> String {
    format!(
        "# Changelog\n\n\
         All notable changes of `{package}` are listed here. Versions follow [Semantic Versioning](https://semver.org).\n\n"
    )
}

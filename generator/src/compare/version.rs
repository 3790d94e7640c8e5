//! Versions that follow from verdicts.

use super::verdict::Verdict;
use semver::{BuildMetadata, Prerelease, Version};

/// Returns the lowest version after `old` that may have changes with a verdict. Below 1.0, a major change raises the minor
/// version, and all others the patch version. The version after a pre-release is its release.
///
/// # Errors
/// If `old` is not a version.
pub fn next_version(old: &str, verdict: Verdict) -> Result<Version, semver::Error> {
    let mut version = Version::parse(old)?;
    let was_prerelease = !version.pre.is_empty();
    version.pre = Prerelease::EMPTY;
    version.build = BuildMetadata::EMPTY;
    if was_prerelease {
        return Ok(version);
    }
    let next = match (verdict, version.major) {
        (Verdict::Major, 1..) => Version::new(version.major + 1, 0, 0),
        (Verdict::Minor, 1..) | (Verdict::Major, 0) => {
            Version::new(version.major, version.minor + 1, 0)
        }
        (Verdict::Patch, _) | (Verdict::Minor, 0) => {
            Version::new(version.major, version.minor, version.patch + 1)
        }
    };
    Ok(next)
}

/// Returns `true` if a text is a version, and is the lowest one or a higher one.
#[must_use]
pub fn is_at_least(version: &str, lowest: &Version) -> bool {
    Version::parse(version).is_ok_and(|version| version >= *lowest)
}

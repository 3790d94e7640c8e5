//! Comparison of texts with blessed files.

use similar::TextDiff;
use std::{env, fs, path::Path};

/// Command that accepts all differences.
const BLESS: &str = "BLESS=1 cargo test -p generator";

/// Returns a unified diff of two texts.
pub fn diff(name: &str, old: &str, new: &str) -> String {
    let (before, after) = (format!("{name} (expected)"), format!("{name} (now)"));
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(3)
        .header(&before, &after)
        .to_string()
}

/// Compares a text with a blessed file, and returns the difference. With `BLESS=1`, writes the file instead.
pub fn blessed(file: &Path, found: &str) -> Option<String> {
    let expected = fs::read_to_string(file)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    if expected == found {
        return None;
    }
    if env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        fs::write(file, found).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        return None;
    }
    Some(diff(&file.display().to_string(), &expected, found))
}

/// Fails with all differences, and with the command that accepts them.
pub fn fail_if_different(differences: &[String]) {
    let count = differences.len();
    assert!(
        differences.is_empty(),
        "\n{}\n{count} blessed files differ. Read the differences; to accept them, run:\n    {BLESS}\n",
        differences.join("\n"),
    );
}

//! Descriptions in this repository can be read by tools for YAML 1.1, such as `PyYAML`. These do not accept a plain key
//! that ends with `?` between braces.

use crate::{
    helpers,
    support::{folder, project},
};
use std::path::Path;

/// Folders and files with descriptions, or with documentation that shows parts of them.
const PLACES: &[&str] = &[
    "spec",
    "docs",
    "generator/src/diagnostic/codes",
    "generator/tests/apis",
    "generator/tests/golden",
    "generator/tests/new_resource",
    "generator/tests/ui",
    "xtask/tests/shop",
];

#[test]
fn keys_with_a_question_mark_are_quoted_between_braces() {
    let places = PLACES
        .iter()
        .flat_map(|place| folder::files(&project::path(place)));
    let pages = ["README.md", "CONTRIBUTING.md"].map(project::path);
    let extensions = ["yaml", "md", "stderr", "json"];
    let is_text = |file: &Path| {
        let extension = file.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    };
    let files: Vec<_> = places.chain(pages).filter(|file| is_text(file)).collect();
    assert!(files.len() > 200, "most files are missing");
    let mut found = Vec::new();
    for file in files {
        for (number, line) in folder::read(&file).lines().enumerate() {
            if has_plain_key(line) {
                let place = helpers::inside(&project::path(""), &file);
                found.push(format!("{place}:{}: {line}", number + 1));
            }
        }
    }
    assert!(
        found.is_empty(),
        "write `{{ \"key?\": … }}`:\n{}",
        found.join("\n")
    );
}

#[test]
fn plain_keys_are_found() {
    for line in [
        "a: { b?\u{3a} c }",
        "{b-c?\u{3a} d}",
        "a: { b: c, d?\u{3a} e }",
        "x {a?\u{3a}",
    ] {
        assert!(has_plain_key(line), "{line}");
    }
    for line in [
        "b?: c",
        "a: { \"b?\": c }",
        "- b?: { c: d }",
        "a ? b : c",
        "a: { b: \"c?: d\" }",
    ] {
        assert!(!has_plain_key(line), "{line}");
    }
}

/// Returns `true` if a line has a plain key that ends with `?` behind a brace or a comma.
fn has_plain_key(line: &str) -> bool {
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || "_-.@".contains(c);
    line.match_indices("?:").any(|(at, _)| {
        let ends = line[at + 2..].is_empty() || line[at + 2..].starts_with(' ');
        let key = line[..at].trim_end_matches(is_of_key);
        let before = key.trim_end();
        ends && key.len() < at && before.ends_with(['{', ','])
    })
}

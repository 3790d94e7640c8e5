//! The excerpts of public APIs are described as far as the language goes.

use crate::{
    helpers,
    support::{excerpts, folder, project},
};
use std::path::PathBuf;

#[test]
fn excerpts_have_hard_methods_and_no_warnings() {
    for spec in specs() {
        let (summary, findings) = generator::check(&spec);
        assert!(findings.is_empty(), "\n{}", findings.render(false));
        let methods = summary.map_or(0, |summary| summary.methods);
        assert!(methods >= 12, "{}: {methods} methods", spec.display());
    }
}

/// The type `json` is for values that may really be anything. Where an excerpt has it, the line before says why.
#[test]
fn excerpts_have_the_type_json_only_with_a_reason() {
    let mut reasons = 0;
    for spec in specs() {
        for file in folder::files(&spec) {
            let text = folder::read(&file);
            let mut before = "";
            for line in text.lines() {
                if has_json(line) {
                    let place = helpers::inside(&project::tests("apis"), &file);
                    let is_comment = before.trim_start().starts_with("# ");
                    assert!(is_comment, "{place}: say why this is `json`: {line}");
                    reasons += 1;
                }
                before = line;
            }
        }
    }
    assert!(reasons > 0, "the search finds the type");
}

/// Returns the folders of the descriptions.
fn specs() -> impl Iterator<Item = PathBuf> {
    let apis = project::tests("apis");
    excerpts::NAMES.iter().map(move |name| apis.join(name))
}

/// Returns `true` if a line of a description has the type `json`.
fn has_json(line: &str) -> bool {
    let is_end = |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
    let mut words = line.split(" json").skip(1);
    !line.trim_start().starts_with('#') && words.any(is_end)
}

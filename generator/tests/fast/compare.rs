//! Verdicts of changes of a description.

mod changes;
mod semver_checks;

use crate::support::project;
use changes::{CASES, Case, Patch, REAL};
use generator::compare::{DescriptionVersion, Verdict, next_version};
use rayon::prelude::*;

#[test]
fn each_single_change_has_its_verdict() {
    let files = changes::files(&changes::base());
    let old = changes::version(&files).expect("the description is valid");
    assert!(CASES.len() >= 60, "most cases are missing");
    all_right(CASES, |case| {
        let new = changes::version(&changes::edited(files.clone(), case.edits))?;
        mistake(case, &old, &new)
    });
}

#[test]
fn changes_of_the_real_description_have_the_verdict_of_a_maintainer() {
    let files = changes::files(&project::path("spec"));
    let new = changes::version(&files).expect("the description is valid");
    assert!(REAL.len() >= 10, "some cases are missing");
    all_right(REAL, |case| {
        let old = changes::version(&changes::edited(files.clone(), case.edits))?;
        mistake(case, &old, &new)
    });
}

#[test]
fn the_next_version_follows_from_the_verdict() {
    let cases = [
        ("1.4.2", Verdict::Major, "2.0.0"),
        ("1.4.2", Verdict::Minor, "1.5.0"),
        ("1.4.2", Verdict::Patch, "1.4.3"),
        ("0.3.1", Verdict::Major, "0.4.0"),
        ("0.3.1", Verdict::Minor, "0.3.2"),
        ("0.3.1", Verdict::Patch, "0.3.2"),
        ("2.0.0-rc.1", Verdict::Major, "2.0.0"),
        ("1.0.0+build", Verdict::Patch, "1.0.1"),
    ];
    for (old, verdict, expected) in cases {
        let next = next_version(old, verdict).expect("it is a version");
        assert_eq!(next.to_string(), expected, "{old}, {verdict}");
    }
}

fn all_right(cases: &[Case], check: impl Fn(&Case) -> Result<(), String> + Sync) {
    let check = |case: &Case| {
        check(case)
            .err()
            .map(|wrong| format!("{}: {wrong}", case.title))
    };
    let wrong: Vec<_> = cases.par_iter().filter_map(check).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n\n"));
}

/// Checks the comparison of a case. The error says what it is.
fn mistake(case: &Case, old: &DescriptionVersion, new: &DescriptionVersion) -> Result<(), String> {
    let found = old.compare(new);
    let verdict = found.verdict.unwrap_or(Patch);
    let rust = changes::rust_verdict(&found);
    let change = found.changes.iter().find(|change| change.path == case.path);
    let text = change.map(changes::text).unwrap_or_default();
    let has_place = |of: &generator::compare::Change| {
        of.path == "crate" || of.old.is_some() || of.new.is_some()
    };
    let is_right = verdict == case.verdict
        && rust == case.rust
        && text.contains(case.effect)
        && found.changes.iter().all(has_place)
        && match case.path {
            "" => found.changes.is_empty(),
            _ => change.is_some(),
        };
    if is_right {
        return Ok(());
    }
    let changes: Vec<_> = found.changes.iter().map(changes::text).collect();
    Err(format!("{verdict}, in Rust {rust}\n{}", changes.join("\n")))
}

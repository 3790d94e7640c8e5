//! `cargo xtask diff`: what changes between two versions of the description, and what that means for users of the crate.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use generator::compare::{Change, Comparison, Verdict};

use crate::project;
use crate::terminal::{
    DENIED, EXIT_CODES, FAILED, count, error, exit, print, status, verdict_style,
};
use crate::versions;

const LONG_ABOUT: &str = "\
Compare two versions of the description, and judge the version of the crate

OLD and NEW are folders that contain `api.yaml`, or revisions of git: `v0.1.0`, `HEAD~3`, or `main:path/of/spec` where the
description had another folder. Nothing is checked out. NEW is the description as it is now, if it is left out.

Each change is shown with its place, its effect on requests and responses, and its effect on the Rust interface. The verdict
is that of Semantic Versioning: `major` if some programs no longer compile, or send or read something else; `minor` if they
can do more; `patch` otherwise. A major change that the compiler does not report is marked.";

const EXAMPLES: &str = "\
Examples:
  cargo xtask diff v0.1.0
      Changes since a release.
  cargo xtask diff origin/main --deny major
      In CI, to see whether a branch breaks programs.
  cargo xtask diff v0.1.0 --format markdown
      An entry for CHANGELOG.md.
  cargo xtask diff ../old-spec spec
      Two folders.";

/// Returns the command line of `diff`.
pub fn command() -> Command {
    Command::new("diff")
        .about("Compare two versions of the description, and judge the version of the crate")
        .long_about(LONG_ABOUT)
        .after_help(format!("{EXAMPLES}\n\n{EXIT_CODES}"))
        .args([
            Arg::new("old")
                .value_name("OLD")
                .required(true)
                .help("The old version: a folder or a revision"),
            Arg::new("new").value_name("NEW").help("The new version: a folder or a revision [default: the folder of `--spec`]"),
            project::spec_option(),
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(["text", "markdown", "json"]))
                .default_value("text")
                .help("Format of the changes; `markdown` is an entry for a changelog, `json` is one object"),
            Arg::new("deny")
                .long("deny")
                .value_name("VERDICT")
                .value_parser(PossibleValuesParser::new(["major", "minor"]))
                .help("Exit with 1 if the verdict is this one or a worse one"),
        ])
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    exit(try_run(options))
}

fn try_run(options: &ArgMatches) -> Result<ExitCode, String> {
    let text = |name: &str| options.get_one::<String>(name).map(String::as_str);
    let spec = project::spec(options)?;
    let old = text("old").unwrap_or_default();
    let folder = spec.display().to_string();
    let new = text("new").unwrap_or(&folder);
    let Some(comparison) = compare(old, new, &spec)? else {
        return Ok(ExitCode::from(FAILED));
    };
    print(&match text("format") {
        Some("json") => comparison.to_json() + "\n",
        Some("markdown") => comparison.to_markdown(),
        _ => report(old, new, &comparison),
    });
    let denied = [Verdict::Minor, Verdict::Major];
    let denied = denied
        .into_iter()
        .find(|verdict| text("deny") == Some(verdict.word()));
    match (comparison.verdict, denied) {
        (Some(found), Some(denied)) if found >= denied => {
            error(&format!(
                "the verdict is {found}, and `--deny {denied}` is set"
            ));
            Ok(ExitCode::from(DENIED))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Compares two versions. If one of them has problems, they are reported as `check` does.
///
/// # Errors
/// If a version cannot be read.
pub fn compare(old: &str, new: &str, spec: &Path) -> Result<Option<Comparison>, String> {
    let old = versions::read("old", old, spec);
    let new = versions::read("new", new, spec);
    match (old?, new?) {
        (Some(old), Some(new)) => Ok(Some(old.compare(&new))),
        _ => Ok(None),
    }
}

/// Formats the changes for people.
fn report(old: &str, new: &str, comparison: &Comparison) -> String {
    let mut text: String = comparison.changes.iter().map(lines).collect();
    text += &status("Compared", &format!("{old} and {new}"));
    text + &status("Verdict", &summary(comparison))
}

/// Formats the verdict, with the number of changes.
pub fn summary(comparison: &Comparison) -> String {
    let Some(verdict) = comparison.verdict else {
        return "no changes".to_owned();
    };
    let counts = Verdict::ALL.map(|of| format!("{} {of}", comparison.count(of)));
    let style = verdict_style(verdict);
    format!(
        "{style}{verdict}{style:#}: {} ({})",
        count(comparison.changes.len(), "change"),
        counts.join(", ")
    )
}

/// Formats a change: its verdict, path and place, and its effects below.
fn lines(change: &Change) -> String {
    let style = verdict_style(change.verdict);
    let place = change.new.as_ref().or(change.old.as_ref());
    let place = place.map_or(String::new(), |place| format!(" ({place})"));
    let mut text = format!(
        "{style}{:>12}{style:#} {}: {}{place}\n",
        change.verdict,
        change.path,
        change.title()
    );
    let wire = change.wire.iter().map(|line| ("wire", line.clone()));
    let other = change.other.iter().map(|line| ("", line.clone()));
    let rust = change.rust_lines();
    let rust = rust.iter().map(|line| ("Rust", line.clone()));
    for (label, line) in wire.chain(other).chain(rust) {
        let _ = writeln!(text, "{:13}{label:>4}  {line}", "");
    }
    text
}

//! The text about what a run of `generate` did.

use std::fmt::Write;
use std::path::Path;

use clap::builder::styling::Style;
use generator::Timings;
use generator::output::Report;

use crate::terminal::{ADDED, REMOVED, count, status};

/// Maximum number of files of a kind that a report names.
const NAMES: usize = 10;

/// Formats what was written.
pub fn wrote(out: &Path, report: &Report) -> String {
    let Report {
        written,
        unchanged,
        removed,
        ..
    } = report;
    let counts = format!(
        "{}: {} written, {unchanged} unchanged, {} removed",
        out.display(),
        count(written.len(), "file"),
        removed.len()
    );
    status("Wrote", &counts) + &names('+', ADDED, written) + &names('-', REMOVED, removed)
}

/// Formats the first of the paths, one a line.
fn names(sign: char, style: Style, paths: &[String]) -> String {
    let more = paths.len().saturating_sub(NAMES);
    let more = (more > 0).then(|| format!("… and {more} more"));
    let shown = paths.iter().take(NAMES).chain(&more);
    shown.fold(String::new(), |text, name| {
        text + &format!("{:13}{style}{sign}{style:#} {name}\n", "")
    })
}

/// Formats what a check found, with the differences.
pub fn checked(out: &Path, report: &Report) -> String {
    let Report {
        written,
        unchanged,
        removed,
        ..
    } = report;
    let counts = format!(
        "{}: {} up to date, {} to write, {} to remove",
        out.display(),
        count(*unchanged, "file"),
        written.len(),
        removed.len()
    );
    let mut text = status("Checked", &counts);
    for line in report.diff.lines() {
        let style = match line.as_bytes().first() {
            Some(b'+') => ADDED,
            Some(b'-') => REMOVED,
            _ => Style::new(),
        };
        let _ = writeln!(text, "{style}{line}{style:#}");
    }
    text
}

/// Formats the error of a check that found the folder out of date. `command` brings it up to date.
pub fn out_of_date(out: &Path, report: &Report, command: &str) -> String {
    format!(
        "{} is out of date: {} to write, {} to remove\nhelp: run `{command}`",
        out.display(),
        count(report.written.len(), "file"),
        report.removed.len()
    )
}

/// Formats the times of the stages.
pub fn stages(timings: &Timings) -> String {
    let stages = [
        ("read", timings.read),
        ("resolve", timings.resolve),
        ("emit", timings.emit),
        ("print", timings.print),
    ];
    let stages = stages.map(|(name, took)| format!("{name} {:.0} ms", took.as_secs_f64() * 1000.0));
    status("Stages", &stages.join(", "))
}

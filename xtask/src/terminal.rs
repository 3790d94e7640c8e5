//! Output, colors and exit codes.
//!
//! Results go to the standard output, errors and warnings to the standard error. `anstream` removes colors where the
//! output is not a terminal or `NO_COLOR` is set.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::builder::styling::{AnsiColor, Style};
use generator::Summary;
use generator::compare::Verdict;

/// Exit code of `--check` where the generated crate is out of date.
pub const OUT_OF_DATE: u8 = 1;
/// Exit code of `diff --deny` where the changes have such a verdict.
pub const DENIED: u8 = 1;
/// Exit code of a run that could not do its work. `clap` exits with the same code.
pub const FAILED: u8 = 2;

/// The exit codes, for the help.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  `generate --check` found the generated crate out of date, or `diff --deny` found such changes
  2  the description or the command line is wrong, or a file could not be read or written";

/// Style of added files and lines.
pub const ADDED: Style = AnsiColor::Green.on_default();
/// Style of removed files and lines.
pub const REMOVED: Style = AnsiColor::Red.on_default();

/// Returns the style of a verdict.
pub fn verdict_style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Major => ERROR,
        Verdict::Minor => AnsiColor::Yellow.on_default().bold(),
        Verdict::Patch => STATUS,
    }
}

const STATUS: Style = AnsiColor::Green.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Writes to the standard output.
pub fn print(text: &str) {
    // A reader such as `head` may have closed the pipe; the exit code still reports the result.
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Writes to the standard error.
pub fn print_error(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Reports an error. A line of it that starts with `help:` is the remedy.
pub fn error(message: &str) {
    let message = message.replace("\nhelp:", &format!("\n{HELP}help{HELP:#}:"));
    print_error(&format!("{ERROR}error{ERROR:#}: {message}\n"));
}

/// Returns the exit code of a command. An error is reported.
pub fn exit(result: Result<ExitCode, String>) -> ExitCode {
    result.unwrap_or_else(|message| {
        error(&message);
        ExitCode::from(FAILED)
    })
}

/// Formats a status line as Cargo does.
pub fn status(verb: &str, rest: &str) -> String {
    format!("{STATUS}{verb:>12}{STATUS:#} {rest}\n")
}

/// Formats the status line about the description that was read.
pub fn read(spec: &Path, summary: &Summary) -> String {
    let counts = [
        count(summary.spec_files, "file"),
        count(summary.resources, "resource"),
        count(summary.methods, "method"),
        count(summary.models, "model"),
    ];
    status(
        "Read",
        &format!("{}: {}", spec.display(), counts.join(", ")),
    )
}

/// Formats a number and its noun.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

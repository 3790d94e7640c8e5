//! How the commands speak to the terminal.
//!
//! What was asked for goes to the standard output, what went wrong to the standard error. Colours are
//! left out where nobody would see them or `NO_COLOR` is set; `anstream` decides that.

use std::io::Write;
use std::path::Path;

use clap::builder::styling::{AnsiColor, Style};
use generator::Summary;

/// All is well, but something is out of date.
pub const OUT_OF_DATE: u8 = 1;
/// The user or the system has to do something first. `clap` exits with the same code.
pub const WRONG: u8 = 2;

/// What the exit codes mean, for the help.
pub const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  --check found the generated crate out of date
  2  the description or the command line is wrong, or a file could not be read or written";

/// The style of what is added to a file or a folder.
pub const ADDED: Style = AnsiColor::Green.on_default();
/// The style of what is taken away.
pub const REMOVED: Style = AnsiColor::Red.on_default();

const STATUS: Style = AnsiColor::Green.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Writes to the standard output.
pub fn tell(text: &str) {
    // Whoever listened may have left, as `head` does; the exit code tells the rest.
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Writes to the standard error.
pub fn complain(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Reports an error. A line of it that starts with `help:` is the remedy.
pub fn error(message: &str) {
    let message = message.replace("\nhelp:", &format!("\n{HELP}help{HELP:#}:"));
    complain(&format!("{ERROR}error{ERROR:#}: {message}\n"));
}

/// A line that tells what was done, in the manner of Cargo.
pub fn status(verb: &str, rest: &str) -> String {
    format!("{STATUS}{verb:>12}{STATUS:#} {rest}\n")
}

/// What was read of a description.
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

/// A number and its noun.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

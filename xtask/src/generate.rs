//! `cargo xtask generate`: the client crate from its description.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Arg, ArgAction, ArgMatches, Command};
use generator::output::Mode;
use generator::{UpdateError, Updated, Warnings};

use crate::terminal::{EXIT_CODES, FAILED, OUT_OF_DATE, error, print, print_error, read, status};
use crate::{project, report};

const ABOUT: &str = "Generate the client crate from the description of its API";

const LONG_ABOUT: &str = "\
Generate the client crate from the description of its API

Reads the YAML files of the description and makes the output folder hold the crate. Files that
differ are written, files that are no longer generated are removed, and whatever else is in the
folder is left alone. The same description gives the same bytes on every machine.";

const EXAMPLES: &str = "\
Examples:
  cargo xtask generate
      After the description has changed.
  cargo xtask generate --check
      In CI: is the committed crate what the description says?
  cargo xtask generate --spec ../shop/spec --out ../shop/client
      The client of another API.";

/// Returns the command line of `generate`.
pub fn command() -> Command {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new("generate")
        .about(ABOUT)
        .long_about(LONG_ABOUT)
        .after_help(format!("{EXAMPLES}\n\n{EXIT_CODES}"))
        .args([
            project::spec_option(),
            project::out_option(),
            flag("check")
                .help("Write nothing; show what is out of date, and exit with 1 if anything is"),
            flag("deny-warnings").help("Make errors of warnings"),
            flag("timings").help(
                "Show how long each stage took; emit, parse and print are summed over all cores",
            ),
            flag("quiet")
                .short('q')
                .help("Say nothing but errors and warnings"),
        ])
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    let start = Instant::now();
    let (spec, out) = (project::spec(options), project::out(options));
    let is_check = options.get_flag("check");
    let mode = if is_check { Mode::Check } else { Mode::Write };
    let warnings = if options.get_flag("deny-warnings") {
        Warnings::Deny
    } else {
        Warnings::Allow
    };
    let Updated {
        summary,
        report,
        findings,
        timings,
    } = match generator::update(&spec, &out, mode, warnings) {
        Ok(updated) => updated,
        Err(failure) => return refuse(&failure),
    };
    // Where colours do not belong, they are taken out on the way.
    print_error(&findings.render(true));
    if !options.get_flag("quiet") {
        let mut text = read(&spec, &summary);
        text += &if is_check {
            report::checked(&out, &report)
        } else {
            report::wrote(&out, &report)
        };
        if options.get_flag("timings") {
            text += &report::stages(&timings);
        }
        let took = format!("in {:.2} s", start.elapsed().as_secs_f64());
        print(&(text + &status("Finished", &took)));
    }
    if is_check && !report.is_up_to_date() {
        error(&report::out_of_date(&out, &report, &repair(options)));
        return ExitCode::from(OUT_OF_DATE);
    }
    ExitCode::SUCCESS
}

/// Reports why nothing was done.
fn refuse(failure: &UpdateError) -> ExitCode {
    match failure {
        UpdateError::Spec(findings) => print_error(&format!(
            "{}; nothing was written\n",
            findings.render(true).trim_end()
        )),
        UpdateError::Output(failure) => error(&failure.to_string()),
    }
    ExitCode::from(FAILED)
}

/// Returns the command that brings the output up to date.
fn repair(options: &ArgMatches) -> String {
    let mut command = "cargo xtask generate".to_owned();
    for name in ["spec", "out"] {
        if let Some(folder) = options.get_one::<PathBuf>(name) {
            let _ = write!(command, " --{name} {}", quoted(&folder.to_string_lossy()));
        }
    }
    command
}

/// Quotes a word for a shell.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:@%".contains(c);
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

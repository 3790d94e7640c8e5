//! `cargo xtask generate`: the client crate from its description.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Arg, ArgAction, ArgMatches, Command};
use generator::output::Mode;
use generator::{UpdateError, Updated, Warnings};

use crate::terminal::{
    EXIT_CODES, FAILED, OUT_OF_DATE, error, exit, print, print_error, read, status,
};
use crate::{project, report};

const ABOUT: &str = "Generate the client crate from the description of its API";

const LONG_ABOUT: &str = "\
Generate the client crate from the description of its API

Reads the YAML files of the description and writes the crate to the output folder. Files that
differ are written, files that are no longer generated are removed, and all other files in the
folder stay as they are. The same description gives the same bytes on every machine.";

const EXAMPLES: &str = "\
Examples:
  cargo xtask generate
      After the description has changed.
  cargo xtask generate --check
      In CI, to see whether the committed crate is up to date.
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
                .help("Write nothing; show the files that are out of date, and exit with 1 if there are any"),
            flag("deny-warnings").help("Treat warnings as errors"),
            flag("timings").help(
                "Show the duration of each stage; emit and print are summed over all cores",
            ),
            flag("quiet")
                .short('q')
                .help("Print only errors and warnings"),
        ])
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    exit(try_run(options))
}

fn try_run(options: &ArgMatches) -> Result<ExitCode, String> {
    let start = Instant::now();
    let spec = project::spec(options)?;
    let out = project::out(options);
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
        Err(failure) => return Ok(report_failure(&failure)),
    };
    // `print_error` removes the colors where the output is not a terminal.
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
        error(&report::out_of_date(
            &out,
            &report,
            &update_command(options),
        ));
        return Ok(ExitCode::from(OUT_OF_DATE));
    }
    Ok(ExitCode::SUCCESS)
}

/// Reports the reason why nothing was written.
fn report_failure(failure: &UpdateError) -> ExitCode {
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
fn update_command(options: &ArgMatches) -> String {
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

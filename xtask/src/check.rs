//! `cargo xtask check`: the checks of the description alone.

use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum, value_parser};
use generator::Format;

use crate::project;
use crate::terminal::{EXIT_CODES, FAILED, exit, print, print_error, read, status};

/// Returns the command line of `check`.
pub fn command() -> Command {
    Command::new("check")
        .about("Check the description of the API, and write nothing")
        .long_about(
            "Check the description of the API, and write nothing\n\n\
             `generate` makes the same checks before it writes.",
        )
        .after_help(EXIT_CODES)
        .args([
            project::spec_option(),
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(value_parser!(Style))
                .default_value("human")
                .help("Format of the diagnostics; `json` is one object per line, `github` is annotations of a workflow"),
            Arg::new("deny-warnings")
                .long("deny-warnings")
                .action(ArgAction::SetTrue)
                .help("Treat warnings as errors"),
        ])
}

/// A [`Format`] as a value of `--format`.
#[derive(Clone, Copy)]
struct Style(Format);

impl ValueEnum for Style {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self(Format::Human),
            Self(Format::Short),
            Self(Format::Json),
            Self(Format::Github),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self.0 {
            Format::Human => "human",
            Format::Short => "short",
            Format::Json => "json",
            Format::Github => "github",
        }))
    }
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    exit(try_run(options))
}

fn try_run(options: &ArgMatches) -> Result<ExitCode, String> {
    let spec = project::spec(options)?;
    let (summary, mut findings) = generator::check(&spec);
    if options.get_flag("deny-warnings") {
        findings = findings.deny_warnings();
    }
    let format = options
        .get_one("format")
        .map_or(Format::Human, |Style(format)| *format);
    let text = findings.format(format);
    match format {
        Format::Human => {
            print_error(&text);
            if let (Some(summary), 0) = (summary, findings.errors()) {
                print(&(read(&spec, &summary) + &status("Checked", "the description is valid")));
            }
        }
        Format::Short | Format::Json | Format::Github => print(&text),
    }
    Ok(if findings.errors() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    })
}

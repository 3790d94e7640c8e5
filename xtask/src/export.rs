//! `cargo xtask export`: a document of `OpenAPI` from the description.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};
use generator::export::{EXTENSION, Exported};
use generator::output;

use crate::project;
use crate::terminal::{exit, print, print_error, status};

/// Exit codes of `export`, for the help.
const EXIT_CODES: &str = "\
Exit codes:
  0  success
  2  nothing was written: the description or the command line is wrong, or the file is not one of an export";

/// Word of `--out` for the standard output.
const STANDARD_OUTPUT: &str = "-";

/// Returns the command line of `export`.
pub fn command() -> Command {
    Command::new("export")
        .about("Make an OpenAPI document from the description")
        .long_about(
            "Make a document of OpenAPI 3.1 from the description\n\n\
             Extensions (`x-sdk`) hold what OpenAPI cannot express, so that `cargo xtask import` restores the same \
             client. `docs/export.md` describes them.",
        )
        .after_help(EXIT_CODES)
        .args([
            project::spec_option(),
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .default_value(STANDARD_OUTPUT)
                .value_parser(value_parser!(PathBuf))
                .help("The file of the document; `-` is the standard output"),
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(["json", "yaml"]))
                .help("Format of the document [default: that of the name of the file, otherwise `json`]"),
        ])
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    exit(try_run(options))
}

fn try_run(options: &ArgMatches) -> Result<ExitCode, String> {
    let spec = project::spec(options)?;
    let exported = generator::document(&spec).map_err(|findings| {
        print_error(&findings.format(generator::Format::Human));
        format!(
            "`{}` has problems, so that there is no document",
            spec.display()
        )
    })?;
    let out = options
        .get_one::<PathBuf>("out")
        .cloned()
        .unwrap_or_default();
    let text = text(options, &out, &exported);
    if out.as_os_str() == STANDARD_OUTPUT {
        print(&text);
    } else {
        write(&out, text)?;
        print(&status("Wrote", &out.display().to_string()));
    }
    for note in &exported.notes {
        print_error(&format!("note: {}: {}\n", note.place, note.construct));
    }
    Ok(ExitCode::SUCCESS)
}

fn text(options: &ArgMatches, out: &Path, exported: &Exported) -> String {
    let by_name = out.extension().and_then(|extension| extension.to_str());
    let format = options.get_one::<String>("format").map(String::as_str);
    match format.or(by_name) {
        Some("yaml" | "yml") => exported.to_yaml(),
        _ => exported.to_json(),
    }
}

/// Writes the document in place of an earlier one, and of no other file.
fn write(out: &Path, text: String) -> Result<(), String> {
    let old = match fs::read_to_string(out) {
        Ok(old) if !old.contains(EXTENSION) => {
            return Err(format!(
                "`{}` is not a document of `cargo xtask export`\nhelp: remove it, or write to another file with `--out`",
                out.display()
            ));
        }
        Ok(old) => Some(old),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("cannot read `{}`: {error}", out.display())),
    };
    let folder = out.parent().unwrap_or(Path::new(""));
    let name = out
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let file = |text: String| BTreeMap::from([(name.clone(), text)]);
    let old = old.map(file).unwrap_or_default();
    output::replace(folder, &old, &file(text)).map_err(|error| error.to_string())
}

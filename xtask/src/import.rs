//! `cargo xtask import`: a description from a document of `OpenAPI` or Swagger.

mod files;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, value_parser};
use generator::import::{self, Imported, Settings};

use crate::schemas;
use crate::terminal::{count, exit, print, print_error, status};

/// Exit codes of `import`, for the help.
const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  the description was written, but has problems or conflicts, which are listed
  2  nothing was written: the document, the settings or the command line is wrong, or the folder has another description";

/// Returns the command line of `import`.
pub fn command() -> Command {
    Command::new("import")
        .about("Make a description from an OpenAPI or Swagger document")
        .long_about(
            "Make a description from a document: OpenAPI 3.0 to 3.2 or Swagger 2.0, as JSON or YAML\n\n\
             A report says what the document has and the description does not, and asks what only people know. A later \
             import of a newer document adds what is new, and keeps what people changed.",
        )
        .after_help(EXIT_CODES)
        .args([
            Arg::new("document").value_name("DOCUMENT").required(true).value_parser(value_parser!(PathBuf)).help("The document"),
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .default_value("spec")
                .value_parser(value_parser!(PathBuf))
                .help("The folder of the description"),
            Arg::new("by")
                .long("by")
                .value_name("WHAT")
                .value_parser(PossibleValuesParser::new(["tags", "paths"]))
                .help("Make a resource of each tag, or of the first word of each path [default: tags, if most operations have one]"),
            Arg::new("name").long("name").value_name("NAME").help("The name of the API [default: the title of the document]"),
            Arg::new("package").long("package").value_name("NAME").help("The name of the crate [default: the name of the API with `-client`]"),
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(PossibleValuesParser::new(["text", "json"]))
                .default_value("text")
                .help("Format of the report"),
        ])
}

/// Runs the command.
pub fn run(options: &ArgMatches) -> ExitCode {
    exit(try_run(options))
}

fn try_run(options: &ArgMatches) -> Result<ExitCode, String> {
    let path = |name: &str| {
        options
            .get_one::<PathBuf>(name)
            .cloned()
            .unwrap_or_default()
    };
    let (document, out) = (path("document"), path("out"));
    let settings = settings(options, &out)?;
    let old = files::read(&out)?;
    let imported = import::import(&document, &settings).map_err(|error| error.to_string())?;
    let merged = import::merge(&old.base, &old.own, &imported.files);
    let findings = generator::check_files(&out, &merged.files);
    files::write(&out, &old, &merged.files, &imported.files)?;
    schemas::write_missing(&out)?;
    report(options, &out, &imported);
    for conflict in &merged.conflicts {
        print_error(&format!(
            "conflict in {}: both you and the document changed these lines; yours stay\nyours:\n{}the document's:\n{}",
            out.join(&conflict.file).display(),
            conflict.ours,
            conflict.theirs
        ));
    }
    print_error(&findings.format(generator::Format::Human));
    let is_incomplete = findings.errors() > 0 || !merged.conflicts.is_empty();
    Ok(ExitCode::from(u8::from(is_incomplete)))
}

/// Returns the settings of the folder, with those of the command line.
fn settings(options: &ArgMatches, out: &Path) -> Result<Settings, String> {
    let mut settings = Settings::read(out).map_err(|error| error.to_string())?;
    let text = |name: &str| options.get_one::<String>(name).cloned();
    settings.name = text("name").or(settings.name);
    settings.package = text("package").or(settings.package);
    settings.by_tags = text("by").map(|by| by == "tags").or(settings.by_tags);
    Ok(settings)
}

fn report(options: &ArgMatches, out: &Path, imported: &Imported) {
    if options
        .get_one::<String>("format")
        .is_some_and(|format| format == "json")
    {
        print(&(imported.report.to_json() + "\n"));
        return;
    }
    print(&status(
        "Imported",
        &format!(
            "{}: {}",
            imported.version,
            count(imported.report.operations, "operation")
        ),
    ));
    print(&status(
        "Wrote",
        &format!("{}: {}", out.display(), count(imported.files.len(), "file")),
    ));
    print(&format!("\n{}", imported.report));
}

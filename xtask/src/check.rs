//! `cargo xtask check`: whether the description is right, and nothing else.

use std::path::PathBuf;
use std::process::ExitCode;

use generator::Format;

use crate::project;
use crate::tell::{EXIT_CODES, WRONG, complain, read, status, tell};

/// Check the description of the API, and write nothing
///
/// `generate` makes the same checks before it writes.
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = EXIT_CODES)]
pub struct Options {
    /// The folder of the description, with `api.yaml` in it [default: `spec` of this project]
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// How to write what is found; `json` is one object a line, `github` annotates a workflow
    #[arg(long, value_enum, default_value_t = Style::Human)]
    format: Style,

    /// Make errors of warnings
    #[arg(long)]
    deny_warnings: bool,
}

/// How findings are written.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Style {
    Human,
    Short,
    Json,
    Github,
}

/// Runs the command.
pub fn run(options: &Options) -> ExitCode {
    let spec = project::spec(options.spec.as_deref());
    let (summary, findings) = generator::check(&spec);
    let findings = if options.deny_warnings {
        findings.deny_warnings()
    } else {
        findings
    };
    match options.format {
        Style::Human => {
            complain(&findings.format(Format::Human));
            if let (Some(summary), 0) = (summary, findings.errors()) {
                tell(&(read(&spec, &summary) + &status("Checked", "the description is right")));
            }
        }
        Style::Short => tell(&findings.format(Format::Short)),
        Style::Json => tell(&findings.format(Format::Json)),
        Style::Github => tell(&findings.format(Format::Github)),
    }
    if findings.errors() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(WRONG)
    }
}

//! `cargo xtask generate`: the client crate from its description.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::builder::styling::Style;
use generator::output::{self, Mode, OutputError, Report};
use generator::{Findings, Generated, Summary, Timings, UpdateError, Updated, Warnings};

use crate::tell::{
    ADDED, EXIT_CODES, OUT_OF_DATE, REMOVED, WRONG, complain, count, error, read, status, tell,
};
use crate::{kept, project};

/// The most files of a kind that a report names.
const NAMES: usize = 10;

const EXAMPLES: &str = "\
Examples:
  cargo xtask generate
      After the description has changed.
  cargo xtask generate --check
      In CI: is the committed crate what the description says?
  cargo xtask generate --spec ../shop/spec --out ../shop/client
      The client of another API.";

/// Generate the client crate from the description of its API
///
/// Reads the YAML files of the description and makes the output folder hold the crate. Files that
/// differ are written, files that are no longer generated are removed, and whatever else is in the
/// folder is left alone. The same description gives the same bytes on every machine.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
#[derive(clap::Args)]
#[command(verbatim_doc_comment, after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub struct Options {
    /// The folder of the description, with `api.yaml` in it [default: `spec` of this project]
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,

    /// The folder of the generated crate [default: `generated-sdk` of this project]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Write nothing; show what is out of date, and exit with 1 if anything is
    #[arg(long)]
    check: bool,

    /// Make errors of warnings
    #[arg(long)]
    deny_warnings: bool,

    /// Show how long each stage took; emit, parse and print are summed over all cores
    #[arg(long)]
    timings: bool,

    /// Say nothing but errors and warnings
    #[arg(long, short)]
    quiet: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> ExitCode {
    let start = Instant::now();
    let spec = project::spec(options.spec.as_deref());
    let out = options
        .out
        .clone()
        .unwrap_or_else(|| project::folder("generated-sdk"));

    let warnings = if options.deny_warnings {
        Warnings::Deny
    } else {
        Warnings::Tell
    };
    let done = if options.check {
        check(&spec, &out, warnings)
    } else {
        update(&spec, &out, warnings)
    };
    let (summary, report, timings) = match done {
        Ok(done) => done,
        Err(code) => return code,
    };
    let kept = match keep(options) {
        Ok(kept) => kept,
        Err(failure) => return give_up(&failure),
    };

    if !options.quiet {
        let mut done = String::new();
        for (folder, report) in [(&out, &report)]
            .into_iter()
            .chain(kept.iter().map(|(folder, report)| (folder, report)))
        {
            done += &if options.check {
                checked(folder, report)
            } else {
                wrote(folder, report)
            };
        }
        if options.timings {
            done += &stages(&timings);
        }
        let took = format!("in {:.2} s", start.elapsed().as_secs_f64());
        tell(&[read(&spec, &summary), done, status("Finished", &took)].concat());
    }
    let all = [(out, report)].into_iter().chain(kept);
    let mut code = ExitCode::SUCCESS;
    for (folder, report) in all.filter(|(_, report)| options.check && !report.is_up_to_date()) {
        error(&out_of_date(&folder, &report, &command(options)));
        code = ExitCode::from(OUT_OF_DATE);
    }
    code
}

/// What was read, what was done, and how long it took.
type Done = (Summary, Report, Timings);

/// The line of the stages. A run that had nothing to do has none.
fn stages(timings: &Timings) -> String {
    let stages = [
        ("read", timings.read),
        ("resolve", timings.resolve),
        ("emit", timings.emit),
        ("parse", timings.parse),
        ("print", timings.print),
    ];
    let stages = stages.map(|(name, took)| format!("{name} {:.0} ms", took.as_secs_f64() * 1000.0));
    status("Stages", &stages.join(", "))
}

/// What is kept up to date beside the crate of this project. There is none beside that of another API.
fn keep(options: &Options) -> Result<Vec<(PathBuf, Report)>, OutputError> {
    if options.spec.is_some() || options.out.is_some() {
        return Ok(Vec::new());
    }
    let mode = if options.check {
        Mode::Check
    } else {
        Mode::Write
    };
    let mut kept = kept::apply(mode)?;
    kept.retain(|(_, report)| !report.is_up_to_date());
    Ok(kept)
}

/// Writes what has changed; a failure has been reported when its exit code is returned.
fn update(spec: &Path, out: &Path, warnings: Warnings) -> Result<Done, ExitCode> {
    match generator::update(spec, out, &project::stamp(), warnings) {
        Ok(Updated {
            summary,
            report,
            findings,
            timings,
        }) => {
            complain(&findings.render(true));
            Ok((summary, report, timings))
        }
        Err(UpdateError::Spec(failure)) => Err(refuse(&failure)),
        Err(UpdateError::Output(failure)) => Err(give_up(&failure)),
    }
}

/// Compares everything: a check does not rest on what a run before has noted.
fn check(spec: &Path, out: &Path, warnings: Warnings) -> Result<Done, ExitCode> {
    let generated = generator::generate(spec).map_err(|failure| refuse(&failure))?;
    let Generated {
        files,
        summary,
        findings,
        timings,
    } = generated;
    if warnings == Warnings::Deny && !findings.is_empty() {
        return Err(refuse(&findings.deny_warnings()));
    }
    complain(&findings.render(true));
    let report = output::apply(out, &files, Mode::Check).map_err(|failure| give_up(&failure))?;
    Ok((summary, report, timings))
}

fn refuse(findings: &Findings) -> ExitCode {
    // The colours are taken out again on the way, where they do not belong.
    complain(&format!(
        "{}; nothing was written\n",
        findings.render(true).trim_end()
    ));
    ExitCode::from(WRONG)
}

fn give_up(failure: &OutputError) -> ExitCode {
    error(&failure.to_string());
    ExitCode::from(WRONG)
}

fn wrote(out: &Path, report: &Report) -> String {
    let Report {
        written,
        unchanged,
        removed,
        ..
    } = report;
    let counts = format!(
        "{}: {} written, {unchanged} left alone, {} removed",
        out.display(),
        count(written.len(), "file"),
        removed.len()
    );
    status("Wrote", &counts) + &names('+', ADDED, written) + &names('-', REMOVED, removed)
}

/// The first of the paths, one a line.
fn names(sign: char, style: Style, paths: &[String]) -> String {
    let more = paths.len().saturating_sub(NAMES);
    let more = (more > 0).then(|| format!("… and {more} more"));
    let shown = paths.iter().take(NAMES).chain(&more);
    shown.fold(String::new(), |text, name| {
        text + &format!("{:13}{style}{sign}{style:#} {name}\n", "")
    })
}

fn checked(out: &Path, report: &Report) -> String {
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

fn out_of_date(out: &Path, report: &Report, command: &str) -> String {
    format!(
        "{} is out of date: {} to write, {} to remove\nhelp: run `{command}`",
        out.display(),
        count(report.written.len(), "file"),
        report.removed.len()
    )
}

/// The command that brings the output up to date.
fn command(options: &Options) -> String {
    let mut command = "cargo xtask generate".to_owned();
    for (flag, folder) in [("spec", &options.spec), ("out", &options.out)] {
        if let Some(folder) = folder {
            let _ = write!(command, " --{flag} {}", quoted(&folder.to_string_lossy()));
        }
    }
    command
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:@%".contains(c);
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

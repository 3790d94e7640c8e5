//! The pipeline from end to end, in memory.

mod emit;
mod read;

use crate::{
    diagnostic::Findings,
    model::Api,
    output::{self, File, Mode, OutputError, Report},
    resolve,
    source::{ReadError, Sources},
    stamp,
};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// A crate in memory, and how it came about.
#[derive(Debug)]
pub struct Generated {
    /// Its files.
    pub files: Vec<File>,
    /// What was read.
    pub summary: Summary,
    /// Warnings.
    pub findings: Findings,
    /// How long it took.
    pub timings: Timings,
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// YAML files.
    pub spec_files: usize,
    /// Resources.
    pub resources: usize,
    /// Methods of all resources.
    pub methods: usize,
    /// Models.
    pub models: usize,
    /// Warnings about them.
    pub warnings: usize,
}

impl Summary {
    fn new(sources: &Sources, api: &Api, warnings: usize) -> Self {
        Self {
            spec_files: sources.yaml(),
            resources: api.resources.len(),
            methods: api.methods().count(),
            models: api.models.0.len(),
            warnings,
        }
    }
}

/// How long the stages took. `emit`, `parse` and `print` are summed over tasks that run in parallel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timings {
    /// Reading and parsing the YAML.
    pub read: Duration,
    /// Resolving.
    pub resolve: Duration,
    /// Making tokens.
    pub emit: Duration,
    /// Parsing tokens into syntax trees.
    pub parse: Duration,
    /// Printing syntax trees.
    pub print: Duration,
}

/// What an update did.
#[derive(Debug)]
pub struct Updated {
    /// What was read.
    pub summary: Summary,
    /// What was written.
    pub report: Report,
    /// Warnings.
    pub findings: Findings,
    /// How long it took; nothing where nothing had changed.
    pub timings: Timings,
}

/// Why an update did not take place.
#[derive(Debug)]
pub enum UpdateError {
    /// The description has problems.
    Spec(Findings),
    /// The folder cannot hold the crate.
    Output(OutputError),
}

/// What becomes of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warnings {
    /// They are told.
    #[default]
    Tell,
    /// They are errors.
    Deny,
}

/// Makes a folder hold the crate of a spec folder. `stamp` is a file in which a run leaves a note for the next
/// one, which then has nothing to do where nothing has changed.
///
/// # Errors
/// All problems of the description, or what is wrong with the folder.
pub fn update(
    spec: &Path,
    out: &Path,
    stamp: &Path,
    warnings: Warnings,
) -> Result<Updated, UpdateError> {
    let started = Instant::now();
    let (sources, errors) = Sources::read(spec);
    if errors.is_empty()
        && let Some((summary, unchanged)) = stamp::fresh(stamp, &sources, out)
    {
        let report = Report {
            unchanged,
            ..Report::default()
        };
        // What has not changed has the same warnings, which are told again.
        let findings = match summary.warnings {
            0 => Findings::default(),
            _ => check_read(sources, errors).1,
        };
        return Ok(Updated {
            summary,
            report,
            findings: allowed(findings, warnings)?,
            timings: Timings::default(),
        });
    }
    let read = started.elapsed();
    let mut generated = compile(sources, errors).map_err(UpdateError::Spec)?;
    generated.findings = allowed(generated.findings, warnings)?;
    let report = output::apply(out, &generated.files, Mode::Write).map_err(UpdateError::Output)?;
    let text = stamp::text(
        generated.findings.sources(),
        &generated.files,
        generated.summary,
    );
    if let Some(text) = text {
        output::keep(stamp, &text);
    }
    generated.timings.read += read;
    Ok(Updated {
        summary: generated.summary,
        report,
        findings: generated.findings,
        timings: generated.timings,
    })
}

/// Warnings, where they are allowed.
fn allowed(findings: Findings, warnings: Warnings) -> Result<Findings, UpdateError> {
    match warnings {
        Warnings::Deny if !findings.is_empty() => Err(UpdateError::Spec(findings.deny_warnings())),
        Warnings::Deny | Warnings::Tell => Ok(findings),
    }
}

/// Reads a spec folder and emits the crate, in memory.
///
/// # Errors
/// All problems of the description.
pub fn generate(spec: &Path) -> Result<Generated, Findings> {
    let started = Instant::now();
    let (sources, errors) = Sources::read(spec);
    let read = started.elapsed();
    let mut generated = compile(sources, errors)?;
    generated.timings.read += read;
    Ok(generated)
}

/// Reads and checks a spec folder, and emits nothing. What was read is told where it is right.
#[must_use]
pub fn check(spec: &Path) -> (Option<Summary>, Findings) {
    let (sources, errors) = Sources::read(spec);
    check_read(sources, errors)
}

fn check_read(sources: Sources, errors: Vec<ReadError>) -> (Option<Summary>, Findings) {
    let (diagnostics, files) = read::parse_all(&sources, errors);
    let (api, diagnostics) = resolve::resolve(files, diagnostics);
    let summary = api.map(|api| Summary::new(&sources, &api, diagnostics.len()));
    (summary, Findings::new(sources, diagnostics))
}

/// From texts to a crate in memory. `errors` are what could not be read of them.
///
/// # Errors
/// All problems of the description.
pub fn compile(sources: Sources, errors: Vec<ReadError>) -> Result<Generated, Findings> {
    let started = Instant::now();
    let (diagnostics, files) = read::parse_all(&sources, errors);
    let read = started.elapsed();
    let started = Instant::now();
    let (api, diagnostics) = resolve::resolve(files, diagnostics);
    let resolve = started.elapsed();
    let Some(api) = api else {
        return Err(Findings::new(sources, diagnostics));
    };
    let (files, emitted) = emit::emit(&api);
    Ok(Generated {
        files,
        summary: Summary::new(&sources, &api, diagnostics.len()),
        findings: Findings::new(sources, diagnostics),
        timings: Timings {
            read,
            resolve,
            ..emitted
        },
    })
}

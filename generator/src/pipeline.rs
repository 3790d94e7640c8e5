//! The pipeline from end to end: read → resolve → emit → print → write.

mod emit;
mod parse;
mod timings;

pub use timings::Timings;

use crate::{
    compare::DescriptionVersion,
    diagnostic::Findings,
    export::{self, Exported},
    model::Api,
    output::{self, File, Mode, OutputError, Report},
    resolve,
    source::{ReadError, Sources},
};
use std::{collections::BTreeMap, path::Path, time::Instant};

/// A crate in memory.
#[derive(Debug)]
pub struct Generated {
    /// Its files.
    pub files: Vec<File>,
    /// Size of the description.
    pub summary: Summary,
    /// Warnings.
    pub findings: Findings,
    /// Duration of the stages.
    pub timings: Timings,
}

/// Size of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Number of YAML files.
    pub spec_files: usize,
    /// Number of resources.
    pub resources: usize,
    /// Number of methods of all resources.
    pub methods: usize,
    /// Number of models.
    pub models: usize,
}

impl Summary {
    fn new(sources: &Sources, api: &Api) -> Self {
        Self {
            spec_files: sources.yaml(),
            resources: api.resources.len(),
            methods: api.methods().count(),
            models: api.models.0.len(),
        }
    }
}

/// Result of [`update`].
#[derive(Debug)]
pub struct Updated {
    /// Size of the description.
    pub summary: Summary,
    /// Changes of the folder.
    pub report: Report,
    /// Warnings.
    pub findings: Findings,
    /// Duration of the stages.
    pub timings: Timings,
}

/// Reason why an update did not take place.
#[derive(Debug)]
pub enum UpdateError {
    /// The description has problems.
    Spec(Findings),
    /// The folder cannot hold the crate.
    Output(OutputError),
}

/// Treatment of warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warnings {
    /// They are reported.
    #[default]
    Allow,
    /// They are errors.
    Deny,
}

/// Writes the crate of a spec folder to a folder, or reports the changes, depending on the mode.
///
/// # Errors
/// All problems of the description, or the problem with the folder.
pub fn update(
    spec: &Path,
    out: &Path,
    mode: Mode,
    warnings: Warnings,
) -> Result<Updated, UpdateError> {
    output::check_separate(spec, out).map_err(UpdateError::Output)?;
    let Generated {
        files,
        summary,
        findings,
        timings,
    } = generate(spec).map_err(UpdateError::Spec)?;
    if warnings == Warnings::Deny && !findings.is_empty() {
        return Err(UpdateError::Spec(findings.deny_warnings()));
    }
    let report = output::apply(out, &files, mode).map_err(UpdateError::Output)?;
    Ok(Updated {
        summary,
        report,
        findings,
        timings,
    })
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

/// Reads and checks a spec folder, and emits nothing. There is no summary of a description with errors.
#[must_use]
pub fn check(spec: &Path) -> (Option<Summary>, Findings) {
    let (sources, errors) = Sources::read(spec);
    let (diagnostics, files) = parse::parse_all(&sources, errors);
    let (api, diagnostics) = resolve::resolve(files, diagnostics);
    let summary = api.map(|api| Summary::new(&sources, &api));
    (summary, Findings::new(sources, diagnostics))
}

/// Checks the files of a description that need not be written yet. `dir` is their folder, for messages.
#[must_use]
pub fn check_files(dir: &Path, files: &BTreeMap<String, String>) -> Findings {
    let sources = Sources::of(dir, files);
    let (diagnostics, files) = parse::parse_all(&sources, Vec::new());
    let (_, diagnostics) = resolve::resolve(files, diagnostics);
    Findings::new(sources, diagnostics)
}

/// Reads and checks a spec folder, and returns its document of `OpenAPI`.
///
/// # Errors
/// All problems of the description.
pub fn document(spec: &Path) -> Result<Exported, Findings> {
    let (sources, errors) = Sources::read(spec);
    let (diagnostics, files) = parse::parse_all(&sources, errors);
    let (api, diagnostics) = resolve::resolve(files, diagnostics);
    api.map(|api| export::export(&api))
        .ok_or_else(|| Findings::new(sources, diagnostics))
}

/// Emits the crate of the sources, in memory. `errors` are the files that could not be read.
///
/// # Errors
/// All problems of the description.
pub fn compile(sources: Sources, errors: Vec<ReadError>) -> Result<Generated, Findings> {
    let started = Instant::now();
    let (diagnostics, files) = parse::parse_all(&sources, errors);
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
        summary: Summary::new(&sources, &api),
        findings: Findings::new(sources, diagnostics),
        timings: Timings {
            read,
            resolve,
            ..emitted
        },
    })
}

/// Reads a version of a description, to compare it with others. `errors` are the files that could not be read.
///
/// # Errors
/// All problems of the description.
///
/// # Panics
/// If the emitted tokens are not valid Rust, which is a bug of the generator.
pub fn version(sources: Sources, errors: Vec<ReadError>) -> Result<DescriptionVersion, Findings> {
    let (diagnostics, files) = parse::parse_all(&sources, errors);
    match resolve::resolve(files, diagnostics) {
        (Some(api), _) => {
            let emitted = emit::interface(&api);
            Ok(DescriptionVersion::new(sources, api, &emitted))
        }
        (None, diagnostics) => Err(Findings::new(sources, diagnostics)),
    }
}

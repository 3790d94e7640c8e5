//! The pipeline from end to end, in memory.

use crate::{
    diagnostic::{self, Diagnostic},
    model::{Api, ExampleFile},
    output::{self, File, Mode, OutputError, Report},
    package, print,
    resolve::{self, Files, ResourceInput},
    rust::{self, Unit},
    source::{FileId, ReadError, Sources},
    stamp, syntax,
};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
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

/// Why there is no crate.
#[derive(Debug)]
pub struct Failure {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// All problems as text, with the lines that they are in.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        diagnostic::render(&self.sources, &self.diagnostics, color)
    }

    /// How many problems there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.diagnostics.len()
    }
}

/// What an update did.
#[derive(Debug)]
pub struct Updated {
    /// What was read.
    pub summary: Summary,
    /// What was written.
    pub report: Report,
    /// How long it took; nothing where nothing had changed.
    pub timings: Timings,
}

/// Why an update did not take place.
#[derive(Debug)]
pub enum UpdateError {
    /// The description has problems.
    Spec(Failure),
    /// The folder cannot hold the crate.
    Output(OutputError),
}

/// Makes a folder hold the crate of a spec folder. `stamp` is a file in which a run leaves a note for the next
/// one, which then has nothing to do where nothing has changed.
///
/// # Errors
/// All problems of the description, or what is wrong with the folder.
pub fn update(spec: &Path, out: &Path, stamp: &Path) -> Result<Updated, UpdateError> {
    let started = Instant::now();
    let (sources, errors) = Sources::read(spec);
    if errors.is_empty()
        && let Some((summary, unchanged)) = stamp::fresh(stamp, &sources, out)
    {
        let report = Report {
            unchanged,
            ..Report::default()
        };
        return Ok(Updated {
            summary,
            report,
            timings: Timings::default(),
        });
    }
    let read = started.elapsed();
    let (sources, generated) = compile(spec, sources, errors, read).map_err(UpdateError::Spec)?;
    let report = output::apply(out, &generated.files, Mode::Write).map_err(UpdateError::Output)?;
    if let Some(text) = stamp::text(&sources, &generated.files, generated.summary) {
        output::keep(stamp, &text);
    }
    Ok(Updated {
        summary: generated.summary,
        report,
        timings: generated.timings,
    })
}

/// Reads a spec folder and emits the crate, in memory.
///
/// # Errors
/// All problems of the description.
pub fn generate(spec: &Path) -> Result<Generated, Failure> {
    let started = Instant::now();
    let (sources, errors) = Sources::read(spec);
    compile(spec, sources, errors, started.elapsed()).map(|(_, generated)| generated)
}

/// From what was read to a crate in memory.
fn compile(
    spec: &Path,
    sources: Sources,
    errors: Vec<ReadError>,
    read: Duration,
) -> Result<(Sources, Generated), Failure> {
    let started = Instant::now();
    let (mut diagnostics, files) = parse_all(&sources, errors);
    let read = read + started.elapsed();
    let started = Instant::now();
    let resolved = resolve::resolve(files);
    let resolve = started.elapsed();
    let api = match resolved {
        Ok(api) if diagnostics.is_empty() => api,
        Ok(_) => {
            return Err(Failure {
                sources,
                diagnostics,
            });
        }
        Err(found) => {
            diagnostics.extend(found);
            return Err(Failure {
                sources,
                diagnostics,
            });
        }
    };
    match emit(&api) {
        Ok((files, emitted)) => {
            let summary = Summary {
                spec_files: sources.yaml(),
                resources: api.resources.len(),
                methods: api.methods().count(),
                models: api.models.0.len(),
            };
            let timings = Timings {
                read,
                resolve,
                ..emitted
            };
            Ok((
                sources,
                Generated {
                    files,
                    summary,
                    timings,
                },
            ))
        }
        Err(bug) => {
            let help = "please report this: a description that is accepted must give a crate";
            let message = format!("a bug of the generator: {bug}");
            diagnostics.push(Diagnostic::path(spec.display().to_string(), message, help));
            Err(Failure {
                sources,
                diagnostics,
            })
        }
    }
}

/// Parses all files, each on its own.
fn parse_all(sources: &Sources, errors: Vec<ReadError>) -> (Vec<Diagnostic>, Files) {
    let mut diagnostics: Vec<_> = errors
        .into_iter()
        .map(|error| Diagnostic::path(error.path, error.message, error.help))
        .collect();
    let api = sources
        .api
        .and_then(|id| parse(sources, id, &mut diagnostics));
    let shared = sources
        .shared
        .and_then(|id| parse(sources, id, &mut diagnostics));
    let ids = sources.resources.par_iter();
    let parsed: Vec<_> = ids
        .map(|id| (*id, syntax::parse(*id, &sources.file(*id).text)))
        .collect();
    let mut resources = Vec::new();
    for (file, (syntax, problems)) in parsed {
        diagnostics.extend(
            problems
                .into_iter()
                .map(|problem| resolve::diagnose(problem, file)),
        );
        let source = sources.file(file);
        resources.push(ResourceInput {
            file,
            name: source.name.clone(),
            stem: source.stem.clone(),
            syntax,
        });
    }
    let examples = sources.examples.iter().map(|id| {
        let file = sources.file(*id);
        ExampleFile {
            name: format!("{}.rs", file.stem),
            text: file.text.clone(),
        }
    });
    let files = Files {
        api,
        shared,
        resources,
        examples: examples.collect(),
    };
    (diagnostics, files)
}

fn parse<T: DeserializeOwned>(
    sources: &Sources,
    id: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let (value, problems) = syntax::parse(id, &sources.file(id).text);
    diagnostics.extend(
        problems
            .into_iter()
            .map(|problem| resolve::diagnose(problem, id)),
    );
    value
}

/// Emits all files, in parallel: tokens cannot travel between threads, so that each task goes from the model
/// to text.
fn emit(api: &Api) -> Result<(Vec<File>, Timings), print::PrintError> {
    let units = rust::units(api);
    let printed = units.par_iter().map(unit).collect::<Result<Vec<_>, _>>()?;
    let mut timings = Timings::default();
    let mut files = Vec::with_capacity(printed.len());
    for (file, times) in printed {
        timings.emit += times.emit;
        timings.parse += times.parse;
        timings.print += times.print;
        files.push(file);
    }
    files.extend(
        rust::runtime_files(api)
            .into_iter()
            .map(|(path, text)| File { path, text }),
    );
    files.extend(
        package::files(api, &rust::runtime_manifest(api))
            .into_iter()
            .map(|(path, text)| File { path, text }),
    );
    let examples = api.examples.iter();
    files.extend(examples.map(|file| File {
        path: format!("examples/{}", file.name),
        text: file.text.clone(),
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((files, timings))
}

fn unit(unit: &Unit<'_>) -> Result<(File, Timings), print::PrintError> {
    let header = format!(
        "@generated by `cargo xtask generate` from spec/{}. Do not edit.",
        unit.source
    );
    let started = Instant::now();
    let tokens = unit.tokens();
    let emit = started.elapsed();
    let started = Instant::now();
    let file = print::parse(tokens)?;
    let parse = started.elapsed();
    let started = Instant::now();
    let text = print::print(&header, file);
    let print = started.elapsed();
    Ok((
        File {
            path: unit.path.clone(),
            text,
        },
        Timings {
            emit,
            parse,
            print,
            ..Timings::default()
        },
    ))
}

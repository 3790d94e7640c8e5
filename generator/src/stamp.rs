//! Whether anything changed since the last run: a short cut for the common case, outside of the output folder.
//!
//! A stamp holds what the last run read, what it left behind, and which program it was, each as a hash. Where
//! all three are as they were, running again would change nothing. Stamps stay on their machine, so that the
//! hash of the standard library will do; a lost or broken one costs a run, never a wrong result.

use crate::{
    generate::Summary,
    output::{self, File},
    source::Sources,
};
use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    time::SystemTime,
};

/// What a run was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    program: u64,
    spec: u64,
    out: u64,
    summary: Summary,
}

/// The summary of the last run, and how many files it left behind, if running again would change nothing.
pub(crate) fn fresh(stamp: &Path, sources: &Sources, out: &Path) -> Option<(Summary, usize)> {
    let last = Stamp::parse(&fs::read_to_string(stamp).ok()?)?;
    if last.program != program()? || last.spec != spec(sources) {
        return None;
    }
    let files = output::made(out)?;
    (last.out == made(&files)).then_some((last.summary, files.len()))
}

/// The stamp of a run that has just ended.
pub(crate) fn text(sources: &Sources, files: &[File], summary: Summary) -> Option<String> {
    let stamp = Stamp {
        program: program()?,
        spec: spec(sources),
        out: made(files),
        summary,
    };
    Some(stamp.to_text())
}

impl Stamp {
    fn to_text(self) -> String {
        let Summary {
            spec_files,
            resources,
            methods,
            models,
            warnings,
        } = self.summary;
        let Self {
            program, spec, out, ..
        } = self;
        format!("{program} {spec} {out} {spec_files} {resources} {methods} {models} {warnings}\n")
    }

    fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<u64> = text
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()
            .ok()?;
        let [program, spec, out, counts @ ..] = numbers.as_slice() else {
            return None;
        };
        let counts: Vec<usize> = counts
            .iter()
            .filter_map(|count| usize::try_from(*count).ok())
            .collect();
        let [spec_files, resources, methods, models, warnings] = counts[..] else {
            return None;
        };
        let summary = Summary {
            spec_files,
            resources,
            methods,
            models,
            warnings,
        };
        Some(Self {
            program: *program,
            spec: *spec,
            out: *out,
            summary,
        })
    }
}

/// The running program, which may have been built anew.
fn program() -> Option<u64> {
    let metadata = fs::metadata(env::current_exe().ok()?).ok()?;
    let built = metadata
        .modified()
        .ok()?
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?;
    Some(hash(|hasher| (metadata.len(), built).hash(hasher)))
}

fn spec(sources: &Sources) -> u64 {
    hash(|hasher| {
        for file in sources.files() {
            (&file.path, &file.text).hash(hasher);
        }
    })
}

/// The files of an output folder, in the order of their paths.
fn made(files: &[File]) -> u64 {
    hash(|hasher| {
        for file in files {
            (&file.path, &file.text).hash(hasher);
        }
    })
}

fn hash(feed: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut hasher = DefaultHasher::new();
    feed(&mut hasher);
    hasher.finish()
}

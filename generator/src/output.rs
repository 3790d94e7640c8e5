//! The output folder: the only module that writes.
//!
//! [`apply`] makes a folder hold exactly the emitted files, and touches nothing else in it:
//!
//! * `lock` keeps two runs on one folder apart.
//! * `plan` compares the emitted files with the folder. It only reads, and it refuses whatever would cost
//!   somebody a file. Where it finds nothing to do, nothing is written and no time stamp moves.
//! * `commit` writes the files that differ and removes those that are no longer emitted.
//! * `diff` shows what `commit` would change.
//!
//! `manifest` is the list of what the generator made, the file `.generated` of the folder. Whatever it
//! does not list belongs to somebody else.

mod commit;
mod diff;
mod error;
mod lock;
mod manifest;
mod plan;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

pub use self::error::{Obstacle, OutputError};

/// A file to emit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it goes: relative to the output folder, separated by `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// What is to happen with the differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Report them, and write nothing.
    Check,
}

/// What was done or, under [`Mode::Check`], what there is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were missing or different, sorted; the list `.generated`, if it was, comes last.
    pub written: Vec<String>,
    /// How many emitted files were right already.
    pub unchanged: usize,
    /// The files that are no longer emitted, sorted.
    pub removed: Vec<String>,
    /// Unified diffs of it all; empty under [`Mode::Write`].
    pub diff: String,
}

impl Report {
    /// Whether the folder held exactly what was emitted.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Makes the folder `out` hold exactly `files`, or reports what that would take.
///
/// # Errors
///
/// See [`OutputError`]. Where something is in the way of an emitted file, nothing was written.
pub fn apply(out: &Path, files: &[File], mode: Mode) -> Result<Report, OutputError> {
    let lock = lock::lock(out, mode)?;
    let plan = plan::plan(out, files)?;
    let diff = match mode {
        Mode::Check => diff::diff(out, &plan)?,
        Mode::Write => {
            commit::commit(out, &plan, &lock)?;
            String::new()
        }
    };
    Ok(Report {
        written: plan.written(),
        unchanged: plan.unchanged,
        removed: plan.stale,
        diff,
    })
}

/// The files that earlier runs made in a folder, sorted by path. `None` where one cannot be read, or where a
/// killed run left something to clear away.
#[must_use]
pub fn made(out: &Path) -> Option<Vec<File>> {
    if out.join(manifest::STAGING).exists() {
        return None;
    }
    let listed = manifest::parse(&fs::read_to_string(out.join(manifest::MANIFEST)).ok()?);
    let read = listed.into_par_iter().map(|path| {
        let text = fs::read_to_string(out.join(&path)).ok()?;
        Some(File { path, text })
    });
    read.collect()
}

/// Keeps a note for the next run. One that cannot be kept is missed by nobody but the clock.
pub(crate) fn keep(note: &Path, text: &str) {
    let _ = fs::write(note, text);
}

//! The output folder. Only this module writes files.
//!
//! [`apply`] writes the emitted files, removes files that are no longer emitted, and changes no other file:
//!
//! * `lock` prevents two runs from writing to one folder at the same time.
//! * `plan` compares the emitted files with the folder. It only reads. It refuses to replace a file that the generator did
//!   not create. If there is nothing to do, nothing is written and all modification times stay.
//! * `commit` writes the files that differ and removes those that are no longer emitted.
//! * `diff` shows the changes that `commit` would make.
//!
//! `texts` writes files of a description, which people edit.
//!
//! `separate` refuses an output folder that is not separate from the folder of the description.
//! `manifest` is the list of the files that the generator created: the file `.generated` in the folder.

mod commit;
mod diff;
mod error;
mod lock;
mod manifest;
mod plan;
mod report;
mod separate;
mod texts;

use std::path::Path;

pub use self::{
    error::{Obstacle, OutputError, Relation},
    report::{File, Mode, Report},
    texts::replace,
};

/// Returns an error unless the output folder and the folder of the description are separate.
///
/// # Errors
///
/// [`OutputError::SourceFolder`].
pub fn check_separate(spec: &Path, out: &Path) -> Result<(), OutputError> {
    separate::check(spec, out)
}

/// Writes `files` to the folder `out`, or reports the changes, depending on the mode.
///
/// # Errors
///
/// See [`OutputError`]. If a file that the generator did not create is in the way, nothing is written.
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

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
mod report;

use std::path::Path;

pub use self::{
    error::{Obstacle, OutputError},
    report::{File, Mode, Report},
};

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

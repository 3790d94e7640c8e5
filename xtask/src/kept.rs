//! What `cargo xtask generate` keeps up to date beside the crate: the document of the diagnostics, and the schemas
//! for editors.

use std::path::PathBuf;

use generator::output::{self, File, Mode, OutputError, Report};
use generator::reference;

use crate::project;

/// Makes the folders hold what they should, or reports what that would take.
pub fn apply(mode: Mode) -> Result<Vec<(PathBuf, Report)>, OutputError> {
    let kept: [(&str, Vec<File>); 2] = [
        ("docs", vec![reference::diagnostics()]),
        ("spec/schema", reference::schemas()),
    ];
    let apply = |(folder, files): (&str, Vec<File>)| {
        let folder = project::folder(folder);
        let report = output::apply(&folder, &files, mode)?;
        Ok((folder, report))
    };
    kept.into_iter().map(apply).collect()
}

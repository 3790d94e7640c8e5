//! The files of a description, and those that the last import made.

use std::path::Path;

use generator::import::{BASE, FileTexts};
use generator::output::{self, OutputError};
use generator::source;

/// Files of a folder.
pub struct Old {
    /// Those of the description.
    pub own: FileTexts,
    /// Those of the last import.
    pub base: FileTexts,
}

/// Reads the description in a folder, and what the last import made.
///
/// # Errors
/// If a file cannot be read, or the folder has a description that was not imported.
pub fn read(folder: &Path) -> Result<Old, String> {
    let own = texts(folder)?;
    let base = texts(&folder.join(BASE))?;
    if base.is_empty() && !own.is_empty() {
        return Err(format!(
            "`{}` has a description that was not imported\nhelp: import into another folder with `--out DIR`, and copy what you need",
            folder.display()
        ));
    }
    Ok(Old { own, base })
}

/// Writes the files that differ, and keeps what the import made for the next one.
///
/// # Errors
/// If a file cannot be written.
pub fn write(
    folder: &Path,
    old: &Old,
    files: &FileTexts,
    imported: &FileTexts,
) -> Result<(), String> {
    let message = |error: OutputError| error.to_string();
    output::replace(folder, &old.own, files).map_err(message)?;
    output::replace(&folder.join(BASE), &old.base, imported).map_err(message)
}

/// Returns the YAML files of a description.
fn texts(folder: &Path) -> Result<FileTexts, String> {
    source::texts(folder).map_err(|error| {
        format!(
            "cannot read `{}`: {}\nhelp: {}",
            error.path, error.message, error.help
        )
    })
}

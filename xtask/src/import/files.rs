//! The files of a description, and those that the last import made.

use std::fs;
use std::path::Path;

use generator::import::{BASE, FileTexts};
use generator::output::{self, OutputError};

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
    let told = |error: OutputError| error.to_string();
    output::replace(folder, &old.own, files).map_err(told)?;
    output::replace(&folder.join(BASE), &old.base, imported).map_err(told)
}

/// Returns the YAML files of a description.
fn texts(folder: &Path) -> Result<FileTexts, String> {
    let mut files = FileTexts::new();
    for name in ["api.yaml", "shared.yaml"] {
        add(folder, name.to_owned(), &mut files)?;
    }
    for entry in names(&folder.join("resources"))? {
        let path = folder.join("resources").join(&entry);
        if path.is_dir() {
            for inner in names(&path)? {
                add(folder, format!("resources/{entry}/{inner}"), &mut files)?;
            }
        } else {
            add(folder, format!("resources/{entry}"), &mut files)?;
        }
    }
    Ok(files)
}

fn add(folder: &Path, name: String, files: &mut FileTexts) -> Result<(), String> {
    let path = folder.join(&name);
    if path.is_file()
        && path
            .extension()
            .is_some_and(|extension| extension == "yaml")
    {
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        files.insert(name, text);
    }
    Ok(())
}

/// Returns the names of what is in a folder, which may not exist.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let unreadable = |error: std::io::Error| format!("cannot read `{}`: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        names.push(
            entry
                .map_err(unreadable)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    names.sort();
    Ok(names)
}

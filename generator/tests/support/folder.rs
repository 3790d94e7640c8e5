//! Folders of the file system.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Creates a folder that is deleted after the test.
pub fn temporary() -> tempfile::TempDir {
    tempfile::tempdir().expect("the system has room for a temporary folder")
}

/// Returns all files below a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Returns the files and folders in a folder, sorted.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    paths.sort();
    paths
}

/// Reads the text of a file.
pub fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Writes a file and creates its folders. A file that already has the text keeps its modification time.
pub fn write(file: &Path, text: &str) {
    if fs::read(file).is_ok_and(|found| found == text.as_bytes()) {
        return;
    }
    let folder = file.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    fs::write(file, text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// Copies a folder with its content.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let inside = file
            .strip_prefix(from)
            .expect("the file is below the folder");
        write(&to.join(inside), &read(&file));
    }
}

/// Returns the name of a file or folder, without its extension.
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

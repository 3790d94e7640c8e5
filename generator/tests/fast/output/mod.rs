//! The output folder: files that are written, files that are not changed, and runs that are refused.

mod belonging_to_others;
mod checking;
mod going_wrong;
mod writing;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use generator::output::{File, Mode, Obstacle, OutputError, Report, apply};
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("the system has room for a temporary folder")
}

fn files(files: &[(&str, &str)]) -> Vec<File> {
    let file = |&(path, text): &(&str, &str)| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    files.iter().map(file).collect()
}

fn write(out: &Path, emitted: &[(&str, &str)]) -> Report {
    apply(out, &files(emitted), Mode::Write).unwrap_or_else(|error| panic!("{error}"))
}

fn check(out: &Path, emitted: &[(&str, &str)]) -> Report {
    apply(out, &files(emitted), Mode::Check).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns the error of a run that is refused in both modes, and checks that it changes nothing.
fn refusal(out: &Path, emitted: &[(&str, &str)]) -> OutputError {
    let before = snapshot(out);
    let checked = apply(out, &files(emitted), Mode::Check).expect_err("a check refuses as well");
    let error = apply(out, &files(emitted), Mode::Write).expect_err("this is to be refused");
    assert_eq!(checked.to_string(), error.to_string());
    assert!(
        error.to_string().contains("\nhelp: "),
        "there is no remedy: {error}"
    );
    assert_eq!(snapshot(out), before);
    error
}

fn obstacles(error: OutputError) -> Vec<Obstacle> {
    match error {
        OutputError::InTheWay { obstacles, .. } => obstacles,
        other => panic!("another error: {other}"),
    }
}

/// Returns every file of a folder with its bytes, and every subfolder, by path.
fn snapshot(out: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let entry = entry.expect("the folder can be read");
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("entries have a type").is_dir() {
                found.insert(format!("{path}/"), Vec::new());
                walk(&entry.path(), &format!("{path}/"), found);
            } else {
                found.insert(path, fs::read(entry.path()).unwrap_or_default());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(out, "", &mut found);
    found
}

fn names(out: &Path) -> Vec<String> {
    snapshot(out).into_keys().collect()
}

fn put(out: &Path, path: &str, text: &str) {
    let path = out.join(path);
    fs::create_dir_all(path.parent().expect("the path has a parent"))
        .expect("the folder can be created");
    fs::write(path, text).expect("the file can be written");
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path)
        .and_then(|found| found.modified())
        .expect("the file has a time stamp")
}

/// Sets the modification time of a file back, so that a write can be detected.
fn age(path: &Path) -> SystemTime {
    let file = fs::File::options()
        .write(true)
        .open(path)
        .expect("the file can be opened");
    file.set_modified(SystemTime::UNIX_EPOCH)
        .expect("the time stamp can be set");
    SystemTime::UNIX_EPOCH
}

const SDK: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\n"),
    ("src/lib.rs", "mod a;\n"),
    ("src/models/a.rs", "struct A;\n"),
];

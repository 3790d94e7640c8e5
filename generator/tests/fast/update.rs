//! Runs of the whole pipeline on a folder: a second run writes nothing, and every change is undone.

use crate::support::{folder, zoo};
use generator::{Updated, Warnings, output::Mode, update};
use std::{fs, path::Path};

/// Creates a folder with a description and its crate.
fn generated() -> tempfile::TempDir {
    let folder = folder::temporary();
    zoo::describe(&folder.path().join("spec"));
    assert!(!run(folder.path()).report.is_up_to_date());
    folder
}

fn run(folder: &Path) -> Updated {
    let updated = update(
        &folder.join("spec"),
        &folder.join("out"),
        Mode::Write,
        Warnings::Allow,
    );
    updated.unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn a_second_run_writes_nothing_and_reports_the_same() {
    let folder = folder::temporary();
    zoo::describe(&folder.path().join("spec"));
    let (first, second) = (run(folder.path()), run(folder.path()));
    assert_eq!(first.summary, second.summary);
    // The list of files is written as well, but does not count as an emitted file.
    assert_eq!(first.report.written.len() - 1, second.report.unchanged);
    assert!(second.report.is_up_to_date());
}

#[test]
fn other_files_are_ignored() {
    let folder = generated();
    folder::write(&folder.path().join("out/mine.rs"), "// mine\n");
    assert!(run(folder.path()).report.is_up_to_date());
}

#[test]
fn every_change_is_undone() {
    let changes: &[fn(&Path)] = &[
        |at| folder::write(&at.join("spec/examples/more.rs"), "fn main() {}\n"),
        |at| {
            fs::rename(
                at.join("spec/resources/enums.yaml"),
                at.join("spec/resources/words.yaml"),
            )
            .expect("a file can be renamed");
        },
        |at| append(&at.join("out/src/lib.rs"), "// edited\n"),
        |at| remove(&at.join("out/Cargo.toml")),
    ];
    let folder = generated();
    for (number, change) in changes.iter().enumerate() {
        assert!(run(folder.path()).report.is_up_to_date());
        change(folder.path());
        assert!(
            !run(folder.path()).report.is_up_to_date(),
            "change {number} went unseen"
        );
    }
    assert!(run(folder.path()).report.is_up_to_date());
}

#[test]
fn a_lost_list_is_written_again() {
    let folder = generated();
    let list = folder.path().join("out/.generated");
    let before = folder::read(&list);
    remove(&list);
    assert_eq!(run(folder.path()).report.written, [".generated"]);
    assert_eq!(folder::read(&list), before);
}

#[test]
fn leftovers_of_a_killed_run_are_removed() {
    let folder = generated();
    let staging = folder.path().join("out/.generated.new");
    folder::write(&staging.join("0"), "half of a fi");
    assert!(run(folder.path()).report.is_up_to_date());
    assert!(!staging.exists());
}

#[test]
fn nothing_is_written_beside_the_output_folder() {
    let folder = generated();
    run(folder.path());
    let names = folder::entries(folder.path());
    let names: Vec<_> = names.iter().map(|path| folder::stem(path)).collect();
    assert_eq!(names, ["out", "spec"]);
}

fn append(file: &Path, text: &str) {
    folder::write(file, &(folder::read(file) + text));
}

fn remove(file: &Path) {
    fs::remove_file(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

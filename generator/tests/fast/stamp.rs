//! A stamp spares a run as long as nothing has changed, and never longer.

use crate::support::{folder, zoo};
use generator::{Updated, Warnings, update};
use std::{fs, path::Path};

/// A description, the crate of it, and the stamp of the run between them, in one folder.
fn stamped() -> tempfile::TempDir {
    let folder = folder::temporary();
    zoo::describe(&folder.path().join("spec"));
    assert!(!was_spared(folder.path()), "the first run is a run");
    folder
}

fn run(folder: &Path) -> Updated {
    let updated = update(
        &folder.join("spec"),
        &folder.join("out"),
        &folder.join("stamp"),
        Warnings::Tell,
    );
    updated.unwrap_or_else(|error| panic!("{error:?}"))
}

/// Whether a run had nothing to do: only then does it take no time to emit anything.
fn was_spared(folder: &Path) -> bool {
    run(folder).timings.emit.is_zero()
}

#[test]
fn a_second_run_is_spared_and_tells_the_same() {
    let folder = folder::temporary();
    zoo::describe(&folder.path().join("spec"));
    let (first, second) = (run(folder.path()), run(folder.path()));
    assert!(!first.timings.emit.is_zero() && second.timings.emit.is_zero());
    assert_eq!(first.summary, second.summary);
    // The list of files is written as well, but is none of the emitted ones.
    assert_eq!(first.report.written.len() - 1, second.report.unchanged);
    assert!(second.report.is_up_to_date());
}

#[test]
fn what_belongs_to_others_does_not_count() {
    let folder = stamped();
    folder::write(&folder.path().join("out/mine.rs"), "// mine\n");
    assert!(was_spared(folder.path()));
}

#[test]
fn any_change_ends_it() {
    let changes: &[fn(&Path)] = &[
        |at| folder::write(&at.join("spec/examples/more.rs"), "fn main() {}\n"),
        |at| append(&at.join("spec/api.yaml"), "# A remark.\n"),
        |at| {
            fs::rename(
                at.join("spec/resources/enums.yaml"),
                at.join("spec/resources/words.yaml"),
            )
            .expect("a file can be renamed");
        },
        |at| append(&at.join("out/src/lib.rs"), "// edited\n"),
        |at| remove(&at.join("out/Cargo.toml")),
        |at| remove(&at.join("out/.generated")),
        |at| folder::write(&at.join("out/.generated.new/0"), "half of a fi"),
        |at| folder::write(&at.join("stamp"), "1 2 3\n"),
        |at| folder::write(&at.join("stamp"), ""),
        |at| remove(&at.join("stamp")),
    ];
    for (number, change) in changes.iter().enumerate() {
        let folder = stamped();
        assert!(was_spared(folder.path()));
        change(folder.path());
        assert!(!was_spared(folder.path()), "change {number} went unseen");
        assert!(
            was_spared(folder.path()),
            "after change {number}, all is well again"
        );
    }
}

#[test]
fn a_stamp_that_cannot_be_kept_costs_a_run_and_no_more() {
    let folder = stamped();
    remove(&folder.path().join("stamp"));
    fs::create_dir(folder.path().join("stamp")).expect("a folder can be made");
    assert!(!was_spared(folder.path()));
    assert!(!was_spared(folder.path()));
}

fn append(file: &Path, text: &str) {
    folder::write(file, &(folder::read(file) + text));
}

fn remove(file: &Path) {
    fs::remove_file(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

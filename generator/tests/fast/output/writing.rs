//! Only files that differ are written.

use super::*;

#[test]
fn a_missing_folder_is_created_and_filled() {
    let folder = folder();
    let out = folder.path().join("deep/sdk");
    let report = write(&out, SDK);
    assert_eq!(
        report.written,
        ["Cargo.toml", "src/lib.rs", "src/models/a.rs", ".generated"]
    );
    assert_eq!((report.unchanged, report.removed.len()), (0, 0));
    let expected = [
        ".generated",
        "Cargo.toml",
        "src/",
        "src/lib.rs",
        "src/models/",
        "src/models/a.rs",
    ];
    assert_eq!(names(&out), expected);
    assert_eq!(
        fs::read_to_string(out.join("src/lib.rs")).unwrap(),
        "mod a;\n"
    );
}

#[test]
fn the_list_names_the_files_in_order_below_a_comment() {
    let folder = folder();
    write(folder.path(), SDK);
    let list = fs::read_to_string(folder.path().join(".generated")).unwrap();
    let (comments, paths): (Vec<_>, Vec<_>) = list.lines().partition(|line| line.starts_with('#'));
    assert!(!comments.is_empty());
    assert_eq!(paths, ["Cargo.toml", "src/lib.rs", "src/models/a.rs"]);
}

#[test]
fn a_second_run_writes_nothing() {
    let folder = folder();
    write(folder.path(), SDK);
    let aged = SDK.iter().map(|(path, _)| *path).chain([".generated"]);
    let aged = aged
        .map(|path| folder.path().join(path))
        .collect::<Vec<_>>();
    let old = aged.iter().map(|path| age(path)).collect::<Vec<_>>();
    let folders = [folder.path().to_owned(), folder.path().join("src")];
    let touched = folders.each_ref().map(|folder| modified(folder));

    let report = write(folder.path(), SDK);
    assert!(report.is_up_to_date());
    assert_eq!(report.unchanged, 3);
    assert_eq!(
        aged.iter().map(|path| modified(path)).collect::<Vec<_>>(),
        old
    );
    assert_eq!(folders.each_ref().map(|folder| modified(folder)), touched);
}

#[test]
fn only_files_that_differ_are_written() {
    let folder = folder();
    write(folder.path(), SDK);
    let old = age(&folder.path().join("Cargo.toml"));
    let list = age(&folder.path().join(".generated"));
    let report = write(folder.path(), &[SDK[0], ("src/lib.rs", "mod b;\n"), SDK[2]]);
    assert_eq!(
        (report.written, report.unchanged),
        (vec!["src/lib.rs".to_owned()], 2)
    );
    assert_eq!(modified(&folder.path().join("Cargo.toml")), old);
    assert_eq!(modified(&folder.path().join(".generated")), list);
    assert_eq!(
        fs::read_to_string(folder.path().join("src/lib.rs")).unwrap(),
        "mod b;\n"
    );
}

#[test]
fn line_endings_are_compared_as_well() {
    let folder = folder();
    write(folder.path(), SDK);
    put(folder.path(), "src/lib.rs", "mod a;\r\n");
    assert_eq!(write(folder.path(), SDK).written, ["src/lib.rs"]);
    assert_eq!(
        fs::read(folder.path().join("src/lib.rs")).unwrap(),
        b"mod a;\n"
    );
}

#[test]
fn a_deleted_file_is_written_again() {
    let folder = folder();
    write(folder.path(), SDK);
    let whole = snapshot(folder.path());
    fs::remove_dir_all(folder.path().join("src")).unwrap();
    assert_eq!(
        write(folder.path(), SDK).written,
        ["src/lib.rs", "src/models/a.rs"]
    );
    assert_eq!(snapshot(folder.path()), whole);
}

#[test]
fn files_that_are_no_longer_emitted_and_empty_folders_are_removed() {
    let folder = folder();
    write(folder.path(), SDK);
    put(folder.path(), "src/mine.rs", "// mine\n");
    let report = write(folder.path(), &SDK[..1]);
    assert_eq!(report.removed, ["src/lib.rs", "src/models/a.rs"]);
    assert_eq!(report.written, [".generated"]);
    assert_eq!(
        names(folder.path()),
        [".generated", "Cargo.toml", "src/", "src/mine.rs"]
    );
}

#[test]
fn a_file_that_is_emitted_again_is_written_again() {
    let folder = folder();
    write(folder.path(), SDK);
    let whole = snapshot(folder.path());
    write(folder.path(), &SDK[..1]);
    write(folder.path(), SDK);
    assert_eq!(snapshot(folder.path()), whole);
}

#[cfg(unix)]
#[test]
fn files_have_the_permissions_that_any_new_file_has() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    write(folder.path(), SDK);
    put(folder.path(), "ordinary", "");
    let mode = |path: &str| {
        fs::metadata(folder.path().join(path))
            .unwrap()
            .permissions()
            .mode()
    };
    for path in ["Cargo.toml", "src/lib.rs", ".generated"] {
        assert_eq!(mode(path), mode("ordinary"), "{path}");
    }
}

//! A check shows the differences and writes nothing.

use super::*;

#[test]
fn a_check_of_an_up_to_date_folder_finds_nothing() {
    let folder = folder();
    write(folder.path(), SDK);
    let report = check(folder.path(), SDK);
    assert!(report.is_up_to_date());
    assert_eq!((report.unchanged, report.diff.as_str()), (3, ""));
}

#[test]
fn a_check_shows_the_differences_and_writes_nothing() {
    let folder = folder();
    write(folder.path(), SDK);
    let before = snapshot(folder.path());
    let emitted = [
        SDK[0],
        ("src/lib.rs", "mod a;\nmod b;\n"),
        ("src/new.rs", "struct New;\n"),
    ];
    let report = check(folder.path(), &emitted);
    assert_eq!(report.written, ["src/lib.rs", "src/new.rs", ".generated"]);
    assert_eq!(report.removed, ["src/models/a.rs"]);
    assert_eq!(report.unchanged, 1);
    let expected = "\
--- src/lib.rs
+++ src/lib.rs (as generated)
@@ -1 +1,2 @@
 mod a;
+mod b;
--- /dev/null
+++ src/new.rs (as generated)
@@ -0,0 +1 @@
+struct New;
--- src/models/a.rs
+++ /dev/null
@@ -1 +0,0 @@
-struct A;
--- .generated
+++ .generated (as generated)
@@ -2,4 +2,4 @@
";
    assert!(report.diff.starts_with(expected), "{}", report.diff);
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn a_missing_folder_is_reported_and_not_created() {
    let folder = folder();
    let out = folder.path().join("sdk");
    let report = check(&out, SDK);
    assert_eq!(report.written.len(), 4);
    assert!(report.diff.contains("+mod a;"), "{}", report.diff);
    assert!(!out.exists());
}

#[test]
fn a_lost_list_is_out_of_date() {
    let folder = folder();
    write(folder.path(), SDK);
    let whole = snapshot(folder.path());
    fs::remove_file(folder.path().join(".generated")).unwrap();
    assert_eq!(check(folder.path(), SDK).written, [".generated"]);
    write(folder.path(), SDK);
    assert_eq!(snapshot(folder.path()), whole);
}

#[test]
fn other_line_endings_are_named_rather_than_shown() {
    let folder = folder();
    write(folder.path(), SDK);
    put(folder.path(), "src/lib.rs", "mod a;\r\n");
    let diff = check(folder.path(), SDK).diff;
    assert!(diff.ends_with("only the line endings differ\n"), "{diff}");
}

#[test]
fn a_file_that_is_not_text_is_shown_with_replacement_characters() {
    let folder = folder();
    write(folder.path(), SDK);
    fs::write(folder.path().join("src/lib.rs"), b"mod \xff;\n").unwrap();
    let diff = check(folder.path(), SDK).diff;
    assert!(diff.contains("-mod \u{fffd};\n+mod a;\n"), "{diff}");
}

#[test]
fn long_diffs_are_shortened() {
    let folder = folder();
    let long = "line\n".repeat(10_000);
    let names = (0..20)
        .map(|index| format!("{index:02}.rs"))
        .collect::<Vec<_>>();
    let emitted = names
        .iter()
        .map(|name| (name.as_str(), long.as_str()))
        .collect::<Vec<_>>();
    let report = check(folder.path(), &emitted);
    assert_eq!(report.written.len(), 21);
    assert!(report.diff.contains("more lines\n"), "{}", report.diff);
    assert!(report.diff.ends_with("more files\n"), "{}", report.diff);
    assert!(
        report.diff.lines().count() < 500,
        "{} lines",
        report.diff.lines().count()
    );
}

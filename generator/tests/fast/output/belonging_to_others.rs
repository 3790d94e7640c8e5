//! Files that the generator did not create are never replaced or removed.

use super::*;

#[test]
fn files_in_the_way_are_all_named() {
    let folder = folder();
    put(folder.path(), "Cargo.toml", "# mine\n");
    put(folder.path(), "src/lib.rs", "// mine\n");
    let error = refusal(folder.path(), SDK);
    let message = error.to_string();
    assert!(
        message.contains("Cargo.toml") && message.contains("src/lib.rs"),
        "{message}"
    );
    assert!(message.contains("move these away"), "{message}");
    let expected = ["Cargo.toml", "src/lib.rs"].map(|path| Obstacle::Foreign(path.to_owned()));
    assert_eq!(obstacles(error), expected);
}

#[test]
fn equal_files_are_not_in_the_way() {
    let folder = folder();
    put(folder.path(), "Cargo.toml", SDK[0].1);
    let report = write(folder.path(), SDK);
    assert_eq!(report.unchanged, 1);
    assert!(
        write(folder.path(), &[])
            .removed
            .contains(&"Cargo.toml".to_owned())
    );
}

#[test]
fn other_files_beside_the_emitted_ones_stay() {
    let folder = folder();
    put(folder.path(), "notes.md", "mine\n");
    put(folder.path(), "src/models/mine.rs", "// mine\n");
    write(folder.path(), SDK);
    write(folder.path(), &[]);
    let expected = [
        ".generated",
        "notes.md",
        "src/",
        "src/models/",
        "src/models/mine.rs",
    ];
    assert_eq!(names(folder.path()), expected);
}

#[test]
fn a_folder_or_a_file_in_the_wrong_place_is_refused() {
    let folder = folder();
    put(folder.path(), "Cargo.toml/inner", "mine\n");
    put(folder.path(), "src", "mine\n");
    let expected = [
        Obstacle::NotAFile("Cargo.toml".to_owned()),
        Obstacle::NotAFolder("src".to_owned()),
    ];
    assert_eq!(obstacles(refusal(folder.path(), SDK)), expected);
}

#[test]
fn a_file_that_only_looks_like_the_list_is_refused() {
    let folder = folder();
    put(folder.path(), ".generated", "mine.rs\n");
    put(folder.path(), "mine.rs", "// mine\n");
    let expected = [Obstacle::Foreign(".generated".to_owned())];
    assert_eq!(obstacles(refusal(folder.path(), SDK)), expected);
}

#[test]
fn an_output_folder_that_is_a_file_is_refused() {
    let folder = folder();
    put(folder.path(), "sdk", "mine\n");
    let error = refusal(&folder.path().join("sdk"), SDK);
    assert!(error.to_string().contains("is a file"), "{error}");
    let error = refusal(&folder.path().join("sdk/below"), SDK);
    assert!(error.to_string().contains("move away the file"), "{error}");
    assert_eq!(
        fs::read_to_string(folder.path().join("sdk")).unwrap(),
        "mine\n"
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (folder(), super::folder());
    put(elsewhere.path(), "lib.rs", "// theirs\n");
    symlink(elsewhere.path(), folder.path().join("src")).unwrap();
    symlink(
        elsewhere.path().join("lib.rs"),
        folder.path().join("Cargo.toml"),
    )
    .unwrap();
    symlink(
        elsewhere.path().join("lib.rs"),
        folder.path().join(".generated"),
    )
    .unwrap();
    let expected = [".generated", "Cargo.toml", "src"].map(|path| Obstacle::Link(path.to_owned()));
    assert_eq!(obstacles(refusal(folder.path(), SDK)), expected);
    assert_eq!(
        fs::read_to_string(elsewhere.path().join("lib.rs")).unwrap(),
        "// theirs\n"
    );
    assert_eq!(names(elsewhere.path()), ["lib.rs"]);
}

#[cfg(unix)]
#[test]
fn an_output_folder_behind_a_link_is_fine() {
    let folder = folder();
    fs::create_dir(folder.path().join("real")).unwrap();
    std::os::unix::fs::symlink("real", folder.path().join("link")).unwrap();
    write(&folder.path().join("link"), SDK);
    assert!(folder.path().join("real/src/lib.rs").exists());
}

/// Adds files to the list that the generator did not create.
fn extend_list(out: &Path, lines: &str) {
    let list = fs::read_to_string(out.join(".generated")).unwrap();
    fs::write(out.join(".generated"), list + lines).unwrap();
}

#[test]
fn the_list_cannot_name_files_elsewhere() {
    let folder = folder();
    let out = folder.path().join("sdk");
    put(folder.path(), "victim", "theirs\n");
    write(&out, SDK);
    let whole = snapshot(&out);
    let victim = folder.path().join("victim");
    extend_list(
        &out,
        &format!(
            "{}\n../victim\n..\\victim\nsrc/../../victim\n/\n\n",
            victim.display()
        ),
    );
    let report = write(&out, SDK);
    assert_eq!(
        (report.written.as_slice(), report.removed.as_slice()),
        (&[".generated".to_owned()][..], &[][..])
    );
    assert_eq!(fs::read_to_string(victim).unwrap(), "theirs\n");
    assert_eq!(snapshot(&out), whole);
}

#[cfg(unix)]
#[test]
fn the_list_cannot_name_files_behind_links() {
    use std::os::unix::fs::symlink;
    let (folder, elsewhere) = (folder(), super::folder());
    put(elsewhere.path(), "victim", "theirs\n");
    write(folder.path(), SDK);
    symlink(elsewhere.path(), folder.path().join("link")).unwrap();
    symlink(elsewhere.path().join("victim"), folder.path().join("file")).unwrap();
    extend_list(folder.path(), "link/victim\nfile\n");
    assert_eq!(write(folder.path(), SDK).removed, [""; 0]);
    assert_eq!(
        fs::read_to_string(elsewhere.path().join("victim")).unwrap(),
        "theirs\n"
    );
    assert!(folder.path().join("file").is_symlink());
}

#[test]
fn a_badly_merged_list_is_corrected() {
    let folder = folder();
    write(folder.path(), SDK);
    let whole = snapshot(folder.path());
    extend_list(
        folder.path(),
        "<<<<<<< HEAD\nsrc/a.rs\n=======\nsrc/b.rs\n>>>>>>> other\n",
    );
    write(folder.path(), SDK);
    assert_eq!(snapshot(folder.path()), whole);
}

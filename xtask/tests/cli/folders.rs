//! The folders that the commands read and write.

use crate::support::{failed, project, put, run, said, succeeded, xtask};
use std::fs;

#[test]
fn without_options_the_folders_are_those_of_the_current_folder() {
    let project = project();
    let out = succeeded(&run(&mut xtask(project.path(), &["generate"])));
    assert!(out.trim_start().starts_with("Read spec: 3 files"), "{out}");
    let manifest = fs::read_to_string(project.path().join("generated-sdk/Cargo.toml"));
    assert!(
        manifest
            .expect("the crate is there")
            .contains("shop-client")
    );
    let out = succeeded(&run(&mut xtask(project.path(), &["check"])));
    assert!(out.trim_start().starts_with("Read spec: 3 files"), "{out}");
}

/// The checkout that the binary was built from has a description as well, which must not be taken.
#[test]
fn a_folder_without_a_description_is_named() {
    let project = project();
    put(project.path(), "elsewhere/notes.txt", "nothing\n");
    let elsewhere = project.path().join("elsewhere");
    let elsewhere = elsewhere.canonicalize().expect("it is there");
    for words in [
        &["check"][..],
        &["generate"],
        &["generate", "--check"],
        &["generate", "--out", "sdk"],
    ] {
        // Cargo sets this variable for `cargo xtask`.
        let mut command = xtask(&elsewhere, words);
        command.env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"));
        let err = failed(&run(&mut command), 2);
        let looked_for = format!(
            "error: there is no folder {}\n",
            elsewhere.join("spec").display()
        );
        assert!(err.starts_with(&looked_for), "{err}");
        assert!(
            err.contains("\nhelp: run the command in the folder that contains `spec`"),
            "{err}"
        );
    }
    assert_eq!(fs::read_dir(&elsewhere).expect("it is a folder").count(), 1);
}

#[test]
fn an_output_folder_that_is_not_separate_from_the_description_is_refused() {
    let project = project();
    let folder = project.path();
    let absolute = folder.join("spec/resources");
    let absolute = absolute.to_str().expect("the path is UTF-8");
    let cases = [
        ("spec", "is the folder of the description"),
        ("./spec/", "is the folder of the description"),
        ("new/../spec", "is the folder of the description"),
        ("spec/sdk", "is inside of the folder of the description"),
        ("spec/new/sdk", "is inside of the folder of the description"),
        (absolute, "is inside of the folder of the description"),
        (".", "contains the folder of the description"),
        ("spec/..", "contains the folder of the description"),
        ("/", "contains the folder of the description"),
    ];
    for (out, problem) in cases {
        for check in [&[][..], &["--check"]] {
            let words = [&["generate", "--spec", "spec", "--out", out][..], check].concat();
            let err = failed(&run(&mut xtask(folder, &words)), 2);
            assert!(
                err.contains(problem) && err.contains("\nhelp: "),
                "{out}: {err}"
            );
        }
    }
    let entries = fs::read_dir(folder).expect("it is a folder").count();
    assert_eq!(entries, 1, "nothing is written");
    assert!(!folder.join("spec/.generated").exists() && !folder.join("spec/Cargo.toml").exists());
    // A name that only begins alike is another folder.
    let words = ["generate", "--spec", "spec", "--out", "spec-client"];
    assert_eq!(said(&run(&mut xtask(folder, &words))).0, Some(0));
}

#[cfg(unix)]
#[test]
fn links_to_the_description_are_followed() {
    let project = project();
    let link = project.path().join("link");
    std::os::unix::fs::symlink("spec", &link).expect("links can be made");
    let words = ["generate", "--out", "link/sdk"];
    let err = failed(&run(&mut xtask(project.path(), &words)), 2);
    assert!(
        err.contains("is inside of the folder of the description"),
        "{err}"
    );
}

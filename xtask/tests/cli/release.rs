//! `cargo xtask release`.

use crate::support::{SHELVES, failed, git, put, repository, run, said, succeeded, xtask};
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A project whose description and crate are committed and released as version 0.1.0.
fn released() -> TempDir {
    let project = repository();
    let folder = project.path();
    let api = read(folder, "spec/api.yaml");
    put(folder, "spec/api.yaml", &format!("# The shop.\n{api}"));
    succeeded(&run(&mut xtask(folder, &["generate"])));
    git(folder, &["add", "--all"]);
    git(
        folder,
        &["commit", "--quiet", "--message", "Generate the client"],
    );
    git(folder, &["tag", "--force", "v0.1.0"]);
    project
}

/// Runs the command with a program in the place of Cargo, which writes down its arguments.
fn release(folder: &Path, words: &[&str]) -> Output {
    let cargo = folder.join("cargo.sh");
    let calls = folder.join("calls.txt");
    fs::write(
        &cargo,
        format!(
            "#!/bin/sh\necho \"$@ to $CARGO_TARGET_DIR\" >> '{}'\n",
            calls.display()
        ),
    )
    .expect("the file can be written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let permissions = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&cargo, permissions).expect("the file can be made executable");
    }
    let mut xtask = xtask(folder, &[&["release"], words].concat());
    run(xtask.env("CARGO", cargo).env_remove("CARGO_TARGET_DIR"))
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("the file is there")
}

/// Changes the resource, and commits it.
fn change(folder: &Path, from: &str, to: &str) {
    let path = "spec/resources/shelves.yaml";
    let text = read(folder, path);
    assert!(text.contains(from), "{from}");
    put(folder, path, &text.replace(from, to));
    git(
        folder,
        &["commit", "--all", "--quiet", "--message", "Change"],
    );
}

#[cfg(unix)]
#[test]
fn a_release_writes_version_changelog_and_crate_and_publishes_nothing() {
    let project = released();
    let folder = project.path();
    change(folder, "route: GET /{id}", "route: GET /{id}/all");
    let out = succeeded(&release(folder, &[]));
    assert!(out.contains("Verdict major: 1 change"), "{out}");
    assert!(out.contains("Version 0.2.0, after 0.1.0\n"), "{out}");
    assert!(out.contains("git tag v0.2.0\n"), "{out}");
    let api = read(folder, "spec/api.yaml");
    assert!(
        api.starts_with("# The shop.\nname: Shop\n")
            && api.contains("package: { name: shop-client, version: 0.2.0, license: MIT,"),
        "{api}"
    );
    let changelog = read(folder, "spec/CHANGELOG.md");
    assert!(
        changelog.contains("`shop-client`")
            && changelog.contains("\n## 0.2.0\n\n### Breaking changes\n\n- `shelves.retrieve`: "),
        "{changelog}"
    );
    assert_eq!(read(folder, "generated-sdk/CHANGELOG.md"), changelog);
    assert!(read(folder, "generated-sdk/Cargo.toml").contains("version = \"0.2.0\""));
    // The crate has no workspace, and gets no build output.
    let target = folder.canonicalize().expect("the folder is there");
    let target = target.join("target");
    assert_eq!(
        read(folder, "calls.txt"),
        format!("package --allow-dirty to {}\n", target.display())
    );

    // The next release is written above.
    git(folder, &["add", "spec", "generated-sdk"]);
    git(folder, &["commit", "--quiet", "--message", "Release 0.2.0"]);
    git(folder, &["tag", "v0.2.0"]);
    change(folder, "docs: Retrieves a shelf.", "docs: Returns a shelf.");
    let out = succeeded(&release(folder, &[]));
    assert!(out.contains("Version 0.2.1, after 0.2.0\n"), "{out}");
    let changelog = read(folder, "spec/CHANGELOG.md");
    let [new, old] = [
        "\n## 0.2.1\n\n### Other changes\n",
        "\n## 0.2.0\n\n### Breaking",
    ]
    .map(|title| changelog.find(title).expect("the version has an entry"));
    assert!(new < old, "{changelog}");
}

#[test]
fn a_dry_run_shows_the_entry_and_writes_nothing() {
    let project = released();
    let folder = project.path();
    let larger = SHELVES.replace(
        "      id: {",
        "      room?: { type: string, docs: Room. }\n      id: {",
    );
    put(folder, "spec/resources/shelves.yaml", &larger);
    let before = read(folder, "spec/api.yaml");
    let out = succeeded(&release(folder, &["--dry-run"]));
    assert!(
        out.contains("\n## 0.1.1\n\n### New\n\n- `Shelf.room`: field added"),
        "{out}"
    );
    assert_eq!(read(folder, "spec/api.yaml"), before);
    assert!(!folder.join("spec/CHANGELOG.md").exists() && !folder.join("calls.txt").exists());
}

#[test]
fn versions_that_the_changes_forbid_are_refused() {
    let project = released();
    let folder = project.path();
    change(folder, "route: GET /{id}", "route: GET /{id}/all");
    for version in ["0.1.1", "0.1.0", "1", "next"] {
        let (code, _, err) = said(&release(folder, &["--dry-run", "--version", version]));
        assert_eq!(code, Some(2), "{version}");
        let expected = format!(
            "the version cannot be {version}: the changes since 0.1.0 are major\nhelp: choose 0.2.0 "
        );
        assert!(err.contains(&expected), "{err}");
    }
    let out = succeeded(&release(folder, &["--dry-run", "--version", "1.0.0"]));
    assert!(out.contains("Version 1.0.0, after 0.1.0\n"), "{out}");
}

#[test]
fn without_changes_there_is_no_release() {
    let project = released();
    let out = succeeded(&release(project.path(), &[]));
    assert!(out.contains("nothing has changed since v0.1.0\n"), "{out}");
    assert!(!project.path().join("spec/CHANGELOG.md").exists());
}

#[test]
fn what_is_not_committed_and_what_is_not_tagged_is_told() {
    let project = released();
    let folder = project.path();
    put(
        folder,
        "spec/resources/shelves.yaml",
        &SHELVES.replace("Retrieves", "Returns"),
    );
    let err = failed(&release(folder, &[]), 2);
    assert!(
        err.contains("these files are not committed:\n  M spec/resources/shelves.yaml\nhelp: "),
        "{err}"
    );
    git(folder, &["tag", "--delete", "v0.1.0"]);
    let err = failed(&release(folder, &["--dry-run"]), 2);
    assert!(
        err.contains("there is no tag `v0.1.0`") && err.contains("`git tag v0.1.0`"),
        "{err}"
    );
    let out = succeeded(&release(folder, &["--dry-run", "--since", "HEAD"]));
    assert!(out.contains("Version 0.1.1, after 0.1.0\n"), "{out}");
}

#[test]
fn a_workflow_is_written_on_request_and_never_over_another_one() {
    let project = released();
    let folder = project.path();
    let path = ".github/workflows/publish.yml";
    let out = succeeded(&release(folder, &["--workflow", "github", "--out", "sdk"]));
    assert!(out.contains(&format!("Wrote {path}\n")), "{out}");
    let text = read(folder, path);
    for line in [
        "id-token: write",
        "uses: rust-lang/crates-io-auth-action@v1",
        "run: cargo publish --manifest-path sdk/Cargo.toml",
        "tags: [\"v*\"]",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let out = succeeded(&release(folder, &["--workflow", "github", "--out", "sdk"]));
    assert!(out.contains(&format!("Unchanged {path}\n")), "{out}");
    put(folder, path, "name: Mine\n");
    let err = failed(&release(folder, &["--workflow", "github"]), 2);
    assert!(err.contains("is another workflow\nhelp: "), "{err}");
    assert_eq!(read(folder, path), "name: Mine\n");
}

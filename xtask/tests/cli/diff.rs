//! `cargo xtask diff`.

use crate::support::{SHELVES, failed, git, project, put, repository, run, said, succeeded, xtask};
use std::path::Path;

fn diff(folder: &Path, words: &[&str]) -> std::process::Output {
    run(&mut xtask(folder, &[&["diff"], words].concat()))
}

/// The description with another parameter, and without the model's field.
fn changed() -> String {
    SHELVES.replace(
        "    docs: Retrieves a shelf.\n",
        "    docs: Retrieves a shelf.\n    query: { \"full?\": { type: bool, docs: Whether to return all. } }\n",
    )
}

#[test]
fn a_revision_is_compared_with_the_files_as_they_are() {
    let project = repository();
    let folder = project.path();
    put(folder, "spec/resources/shelves.yaml", &changed());
    let out = succeeded(&diff(folder, &["v0.1.0"]));
    let expected = [
        "minor shelves.retrieve.full: parameter added (spec/resources/shelves.yaml:9)\n",
        "wire  `query`, `full`, `bool`, `optional`\n",
        "Rust  `resources::shelves::ShelvesRetrieve::full()` added: `fn(self, bool) -> Self`\n",
        "Compared v0.1.0 and spec\n",
        "Verdict minor: 1 change (0 major, 1 minor, 0 patch)\n",
    ];
    for line in expected {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert!(!out.contains('\u{1b}'), "no colours in a pipe: {out:?}");
}

#[test]
fn revisions_folders_and_other_folders_of_old_revisions_are_versions() {
    let project = repository();
    let folder = project.path();
    put(folder, "spec/resources/shelves.yaml", &changed());
    git(folder, &["mv", "spec", "description"]);
    git(
        folder,
        &[
            "commit",
            "--all",
            "--quiet",
            "--message",
            "Move the description",
        ],
    );
    let versions = [
        ["v0.1.0:spec", "HEAD:description"],
        ["HEAD~1:spec", "description"],
        ["HEAD~1:spec/", "HEAD:description/"],
    ];
    for [old, new] in versions {
        let out = succeeded(&diff(folder, &[old, new, "--spec", "description"]));
        assert!(
            out.contains("Verdict minor: 1 change"),
            "{old} {new}\n{out}"
        );
    }
    // In a folder of the repository, paths start there.
    let inner = folder.join("description");
    let out = succeeded(&diff(&inner, &["HEAD~1:spec", "HEAD", "--spec", "."]));
    assert!(out.contains("Verdict minor: 1 change"), "{out}");
    let out = succeeded(&diff(folder, &["HEAD", "--spec", "description"]));
    assert!(out.contains("Verdict no changes\n"), "{out}");
}

#[test]
fn denied_verdicts_have_an_exit_code() {
    let project = repository();
    let folder = project.path();
    put(folder, "spec/resources/shelves.yaml", &changed());
    succeeded(&diff(folder, &["HEAD", "--deny", "major"]));
    let (code, _, err) = said(&diff(folder, &["HEAD", "--deny", "minor"]));
    assert_eq!(code, Some(1));
    assert_eq!(
        err,
        "error: the verdict is minor, and `--deny minor` is set\n"
    );
    let route = SHELVES.replace("GET /{id}", "GET /{id}/all");
    put(folder, "spec/resources/shelves.yaml", &route);
    let (code, out, _) = said(&diff(folder, &["HEAD", "--deny", "minor"]));
    assert_eq!(code, Some(1));
    assert!(
        out.contains("the same interface: the compiler does not report this change"),
        "{out}"
    );
}

#[test]
fn changes_are_an_entry_of_a_changelog_or_json() {
    let project = repository();
    let folder = project.path();
    let route = changed().replace("GET /{id}", "GET /{id}/all");
    put(folder, "spec/resources/shelves.yaml", &route);
    let out = succeeded(&diff(folder, &["HEAD", "--format", "markdown"]));
    assert!(
        out.starts_with(
            "### Breaking changes\n\n- `shelves.retrieve`: method changed; route: `GET /shelves/{}/all`, was `GET /shelves/{}`.\n\n### New\n\n- `shelves.retrieve.full`: "
        ),
        "{out}"
    );
    let out = succeeded(&diff(folder, &["HEAD", "--format", "json"]));
    let expected = [
        "\"verdict\": \"major\"",
        "\"path\": \"shelves.retrieve\"",
        "\"file\": \"HEAD:spec/resources/shelves.yaml\"",
    ];
    for member in expected {
        assert!(out.contains(member), "{member}\n{out}");
    }
}

#[test]
fn wrong_versions_are_told_with_a_remedy() {
    let project = repository();
    let folder = project.path();
    put(folder, "empty/notes.txt", "nothing\n");
    let cases: [(&[&str], &str); 4] = [
        (
            &["v9.9.9"],
            "there is no folder and no revision `v9.9.9`\nhelp: ",
        ),
        (
            &["HEAD:nowhere"],
            "the revision `HEAD` has no description in `nowhere`\nhelp: ",
        ),
        (&["empty"], "the folder `empty` has no `api.yaml`\nhelp: "),
        (
            &["HEAD", "HEAD:sdk"],
            "the revision `HEAD` has no description in `sdk`\nhelp: ",
        ),
    ];
    for (words, expected) in cases {
        let err = failed(&diff(folder, words), 2);
        assert!(err.contains(expected), "{words:?}\n{err}");
    }
    put(
        folder,
        "spec/resources/shelves.yaml",
        &SHELVES.replace("returns: Shelf", "returns: Shelv"),
    );
    let err = failed(&diff(folder, &["HEAD"]), 2);
    assert!(
        err.contains("spec/resources/shelves.yaml:")
            && err.contains("the new version, `spec`, has problems"),
        "{err}"
    );
}

#[test]
fn without_a_repository_revisions_are_unknown_and_folders_are_compared() {
    let project = project();
    let mut command = xtask(project.path(), &["diff", "HEAD"]);
    // The temporary folder may be in a repository.
    let err = failed(
        &run(command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())),
        2,
    );
    assert!(
        err.contains("not a git repository") && err.contains("\nhelp: "),
        "{err}"
    );
    let out = succeeded(&diff(project.path(), &["spec", "spec"]));
    assert!(out.contains("Verdict no changes\n"), "{out}");
}

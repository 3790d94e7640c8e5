//! The day that `docs/maintaining.md` describes.

use crate::support::{git, put, run, succeeded, xtask};
use std::fs;

const PAGE: &str = include_str!("../../../docs/maintaining.md");

/// Operation that only the newer document has.
const DELETE: &str = "  /books/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string }, description: Id of the book. }]
    delete:
      tags: [books]
      operationId: deleteBook
      description: Removes a book.
      responses: { '204': { description: The book is gone. } }
";

/// Returns the blocks of the page in a language, from top to bottom.
fn blocks(language: &str) -> Vec<&'static str> {
    let blocks = PAGE.split("\n```").collect::<Vec<_>>();
    let blocks = blocks
        .into_iter()
        .filter_map(|block| block.split_once('\n'));
    let blocks = blocks.filter(|(first, _)| *first == language);
    blocks.map(|(_, text)| text).collect()
}

#[test]
fn the_documented_day_goes_as_documented() {
    let folder = tempfile::tempdir().expect("the system has room for a temporary folder");
    let folder = folder.path();
    let [document, resource, edited] = blocks("yaml")[..] else {
        panic!("the page has a document, a resource and an edit");
    };
    let [imported, compared] = blocks("text")[..] else {
        panic!("the page has a report and changes");
    };
    let command = |words: &[&str]| succeeded(&run(&mut xtask(folder, words)));
    let commit = |message: &str| {
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "--message", message]);
    };
    let path = "spec/resources/books.yaml";
    let read = || fs::read_to_string(folder.join(path)).expect("the file is there");

    put(folder, "library.yaml", &format!("{document}\n"));
    assert_eq!(command(&["import", "library.yaml"]).trim_end(), imported);
    assert_eq!(read().trim_end(), resource);

    let fields = |text: &str| {
        let lines = text
            .lines()
            .filter(|line| line.contains("      id") || line.contains(" title"));
        lines.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    put(folder, path, &read().replace(&fields(resource), edited));
    command(&["check", "--deny-warnings"]);
    command(&["generate"]);
    git(folder, &["init", "--quiet"]);
    commit("Describe the library");
    git(folder, &["tag", "v0.1.0"]);

    let newer = document.replace("[available, lent]", "[available, lent, lost]");
    put(folder, "library.yaml", &format!("{newer}\n{DELETE}"));
    command(&["import", "library.yaml"]);
    assert!(read().contains(edited), "{}", read());
    assert_eq!(command(&["diff", "v0.1.0"]).trim_end(), compared);
    command(&["generate"]);
    commit("Remove books");
    let planned = command(&["release", "--dry-run"]);
    assert!(planned.contains("Version 0.1.1, after 0.1.0"), "{planned}");
}

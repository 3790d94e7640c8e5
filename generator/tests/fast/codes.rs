//! Every code has a page, a case in `tests/ui`, a wrong example that yields the code, and a right example.

use crate::support::{folder, project};
use generator::{Code, Findings, Severity, check};
use std::path::Path;

/// Files around an example that does not have its own.
const API: &str = "\
name: Library
version: \"1\"
docs: Client for a library.
package: { name: library-client, version: 0.1.0 }
base_url: https://library.example
auth: bearer
";
const BOOKS: &str = "\
docs: Books.
path: /books
methods:
  open: { route: \"POST /{id}:open\", docs: Opens a book. }
";

#[test]
fn wrong_examples_yield_their_code_and_right_ones_nothing() {
    let mut wrong = Vec::new();
    for code in Code::ALL.iter().copied() {
        let found = findings(code, "Wrong");
        if found.is_empty() || found.diagnostics().iter().any(|found| found.code != code) {
            wrong.push(format!(
                "the wrong example of {} yields:\n{}",
                code.id(),
                found.render(false)
            ));
        }
        let found = findings(code, "Right");
        if !found.is_empty() {
            wrong.push(format!(
                "the right example of {} yields:\n{}",
                code.id(),
                found.render(false)
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn pages_begin_with_their_code_and_a_title() {
    for code in Code::ALL {
        let (title, id) = (code.title(), code.id());
        assert!(
            code.page().starts_with(&format!("# {id}: {title}\n\n")),
            "{id}"
        );
        assert!((10..=60).contains(&title.len()), "{id}: {title}");
        assert_eq!(
            code.severity() == Severity::Warning,
            id.starts_with('W'),
            "{id}"
        );
        assert_eq!(Code::find(&id.to_lowercase()), Some(*code));
    }
    assert_eq!(Code::find("E999"), None);
}

#[test]
fn every_code_has_a_case() {
    let files = folder::entries(&project::tests("ui"));
    let said: String = files
        .iter()
        .filter(|file| file.extension().is_some_and(|found| found == "stderr"))
        .map(|file| folder::read(file))
        .collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .copied()
        .filter(|code| !said.contains(&format!("[{}]: ", code.id())))
        .map(Code::id)
        .collect();
    assert!(missing.is_empty(), "no case of tests/ui gets {missing:?}");
}

/// Checks the example below a heading of a page.
fn findings(code: Code, heading: &str) -> Findings {
    let spec = folder::temporary();
    let section = code
        .page()
        .split("\n## ")
        .find(|section| section.starts_with(heading));
    let section =
        section.unwrap_or_else(|| panic!("{} has no example that is {heading}", code.id()));
    folder::write(&spec.path().join("api.yaml"), API);
    let mut files = 0;
    for block in section.split("```").skip(1).step_by(2) {
        let (language, text) = block.split_once('\n').expect("a block has lines");
        let (name, text) = text
            .split_once('\n')
            .expect("a block has a file name and text");
        let name = name
            .strip_prefix("# ")
            .expect("the first line is the file name");
        files += usize::from(name.starts_with("resources"));
        put(&spec.path().join(name), language, text);
    }
    if files == 0 {
        folder::write(&spec.path().join("resources/books.yaml"), BOOKS);
    }
    check(spec.path()).1
}

/// Writes a file of an example. `→` is a tab; in a block of text, `\xF6` is a byte.
fn put(file: &Path, language: &str, text: &str) {
    let text = text.replace('→', "\t");
    folder::write(file, &text);
    if language == "text" {
        let mut bytes = Vec::new();
        let mut parts = text.split("\\x");
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
            bytes.extend(part[2..].bytes());
        }
        std::fs::write(file, bytes).expect("the file can be written");
    }
}

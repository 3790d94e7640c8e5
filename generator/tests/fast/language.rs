//! `spec/README.md` matches the generator: its examples are emitted as shown, and its list of types has all scalars.

mod setters;

use crate::support::{folder, project};
use generator::scalars::{RustType, Scalar};
use std::path::Path;

/// Files around an example that does not have its own.
const API: &str = "\
name: Depot
version: \"1\"
docs: Client for a depot.
package: { name: depot-client, version: 0.1.0 }
base_url: https://depot.example
auth: bearer
";
const RESOURCE: &str = "\
docs: Hours.
path: /hours
methods:
  read: { route: GET, docs: Reads the hours., returns: string }
";

/// Example: the files of a description, and lines of the emitted Rust.
struct Example {
    files: Vec<(String, String)>,
    lines: Vec<String>,
}

#[test]
fn every_line_of_an_example_is_emitted() {
    let examples = examples(&guide());
    assert!(examples.len() >= 7, "most examples are missing");
    let mut missing = Vec::new();
    for example in examples {
        let emitted = without_space(&emitted(&example));
        let lines = example.lines.iter();
        missing.extend(
            lines
                .filter(|line| !emitted.contains(&without_space(line)))
                .map(|line| format!("`{line}`, of {}", example.files[0].0)),
        );
    }
    assert!(
        missing.is_empty(),
        "spec/README.md shows lines that are not emitted:\n{}",
        missing.join("\n")
    );
}

#[test]
fn every_scalar_has_its_row() {
    let guide = guide();
    let (_, types) = guide
        .split_once("\n## Types\n")
        .expect("the guide has a list of types");
    let missing: Vec<_> = Scalar::ALL
        .map(Scalar::row)
        .iter()
        .filter(|scalar| {
            let row = types
                .lines()
                .find(|line| cell(line, 1).contains(&format!("`{}`", scalar.word)));
            let ty = match scalar.rust {
                RustType::Builtin(name) | RustType::Exported(name) => name,
                RustType::Json => "serde_json::Value",
                // Pairs do not have a type.
                RustType::Pair => "",
            };
            let is_there = |row| ty.is_empty() || cell(row, 2).contains(&format!("`{ty}`"));
            !row.is_some_and(is_there)
        })
        .map(|scalar| scalar.word)
        .collect();
    assert!(
        missing.is_empty(),
        "spec/README.md does not list the Rust types of {missing:?}"
    );
}

fn guide() -> String {
    folder::read(&project::path("spec/README.md")).replace("\r\n", "\n")
}

/// Returns a cell of a row of a table; the first one is 1.
fn cell(row: &str, number: usize) -> &str {
    row.split('|').nth(number).unwrap_or_default()
}

/// Returns the examples. Each starts with a comment, has blocks of YAML, and ends with a block of Rust.
fn examples(guide: &str) -> Vec<Example> {
    let sections = guide.split("<!-- example -->\n").skip(1);
    let examples = sections.map(|section| {
        let mut files = Vec::new();
        for block in section.split("```").skip(1).step_by(2) {
            let (language, text) = block.split_once('\n').expect("a block has lines");
            match language {
                "yaml" => files.push(file(text)),
                "rust" => {
                    let lines = text.lines().filter(|line| !line.trim().is_empty());
                    let lines: Vec<_> = lines.map(str::to_owned).collect();
                    assert!(
                        !files.is_empty() && !lines.is_empty(),
                        "an example has files and lines"
                    );
                    return Example { files, lines };
                }
                other => panic!("an example has a block of `{other}`"),
            }
        }
        panic!("an example has no Rust:\n{section}");
    });
    examples.collect()
}

/// Returns the name, which is the first line, and the text of a file.
fn file(block: &str) -> (String, String) {
    let (name, text) = block
        .split_once('\n')
        .expect("a block has a file name and text");
    let name = name
        .strip_prefix("# ")
        .expect("the first line is the file name");
    (name.to_owned(), text.to_owned())
}

/// Emits the methods and models of an example.
fn emitted(example: &Example) -> String {
    let spec = folder::temporary();
    let put = |name: &str, text: &str| folder::write(&spec.path().join(name), text);
    put("api.yaml", API);
    for (name, text) in &example.files {
        put(name, text);
    }
    let has_resource = |(name, _): &(String, String)| name.starts_with("resources/");
    if !example.files.iter().any(has_resource) {
        put("resources/hours.yaml", RESOURCE);
    }
    let files = project::generated(spec.path()).files;
    let shown = files.iter().filter(|file| {
        let folders = Path::new(&file.path);
        let api = ["src/client.rs", "src/response.rs", "src/webhooks.rs"];
        folders.starts_with("src/models")
            || folders.starts_with("src/resources")
            || api.iter().any(|path| folders == Path::new(path))
    });
    shown
        .map(|file| file.text.clone() + &setters::signatures(&file.text))
        .collect()
}

/// Removes white space, and the commas after the last item of a list of several lines.
fn without_space(rust: &str) -> String {
    let text: String = rust.split_whitespace().collect();
    text.replace(",)", ")")
}

//! Reference documents, generated from the sources: the pages of all diagnostics in one document, and the language as
//! JSON Schema.

#[cfg(feature = "schema")]
use crate::syntax;
use crate::{diagnostic::Code, output::File};
use std::fmt::Write as _;

/// Returns the document of all diagnostics, `diagnostics.md`.
#[must_use]
pub fn diagnostics() -> File {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n| code | problem |\n| --- | --- |\n");
    for code in Code::ALL {
        let (id, title) = (code.id(), code.title());
        let _ = writeln!(text, "| [{id}](#{}) | {title} |", anchor(id, title));
    }
    for code in Code::ALL {
        text.push('\n');
        for line in code.page().lines() {
            // The title of a page is a section of the document.
            let deeper =
                if line.starts_with("# E") || line.starts_with("# W") || line.starts_with("## ") {
                    "#"
                } else {
                    ""
                };
            let _ = writeln!(text, "{deeper}{line}");
        }
    }
    File {
        path: "diagnostics.md".to_owned(),
        text,
    }
}

/// Returns the JSON Schemas of the language, `<kind>.schema.json`.
#[cfg(feature = "schema")]
#[must_use]
pub fn schemas() -> Vec<File> {
    let schemas = syntax::schemas().into_iter();
    schemas
        .map(|(kind, text)| File {
            path: format!("{kind}.schema.json"),
            text,
        })
        .collect()
}

/// Returns the anchor of a heading, as GitHub derives it.
fn anchor(id: &str, title: &str) -> String {
    let heading = format!("{id} {title}").to_lowercase();
    let characters = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    characters.map(|c| if c == ' ' { '-' } else { c }).collect()
}

const INTRODUCTION: &str = "\
# Diagnostics

<!-- Made by `cargo run -p generator --example repo_docs` from the pages in generator/src/diagnostic/codes. Do not edit. -->

All diagnostics, each with a wrong and a right example. `cargo xtask explain E012` shows one of these pages. Codes that
start with `W` are warnings; `--deny-warnings` treats them as errors. In the examples, the first line of a block is the
name of the file.

`cargo xtask check --format json` writes one object per line:

| member | content |
| --- | --- |
| `code`, `severity` | code such as `E012`, and `error` or `warning` |
| `message`, `help` | problem, and remedy |
| `file` | path of the file or folder |
| `line`, `column`, `end_line`, `end_column` | place, counted from 1; columns count characters, and the end is after the last one; missing if the problem is about the whole file |
| `label` | text beside the place; may be empty |
| `related` | other places, each with `file`, `line`, `column`, `end_line`, `end_column` and `label` |
";

//! What the project says of itself, made from the sources: the pages of the diagnostics as one document, and the
//! language as JSON Schema.

#[cfg(feature = "schema")]
use crate::syntax;
use crate::{diagnostic::Code, output::File};
use std::fmt::Write as _;

/// The document of all diagnostics, `diagnostics.md`.
#[must_use]
pub fn diagnostics() -> File {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n| code | what is wrong |\n| --- | --- |\n");
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

/// The JSON Schemas of the language, `<kind>.schema.json`.
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

/// What a heading is called in a link, as GitHub has it.
fn anchor(id: &str, title: &str) -> String {
    let heading = format!("{id} {title}").to_lowercase();
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

const INTRODUCTION: &str = "\
# Diagnostics

<!-- Made by `cargo run -p generator --example repo_docs` from the pages in generator/src/diagnostic/codes. Do not edit. -->

What can be wrong with a description, each with a wrong and a right example. `cargo xtask explain E012` shows one of
these pages. Codes that begin with `W` are warnings, which `--deny-warnings` makes errors. In the examples, the first
line of a block names the file.

`cargo xtask check --format json` writes one object a line:

| member | what it holds |
| --- | --- |
| `code`, `severity` | such as `E012`, and `error` or `warning` |
| `message`, `help` | what is wrong, and the remedy |
| `file` | the path of the file or folder |
| `line`, `column`, `end_line`, `end_column` | where it is, counted from 1, columns in characters, the end behind the last one; missing where the whole file is meant |
| `label` | what is to be said beside it; may be empty |
| `related` | other places that matter, each with `file`, `line`, `column`, `end_line`, `end_column` and `label` |
";

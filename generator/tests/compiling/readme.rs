//! Snippets of the README of the real SDK. Each becomes a module of a crate that runs them all.

use crate::support::{folder, project};
use std::fmt::Write;

/// Number of snippets in the README of the real API, which has all optional sections.
const SNIPPETS: usize = 21;

/// Function of a snippet.
struct Function<'a> {
    is_async: bool,
    name: &'a str,
    /// Names of its arguments, which are those of `run_all`.
    arguments: Vec<&'a str>,
}

/// Returns the module with the snippets, and a function that runs them all.
pub fn snippets() -> String {
    let readme = folder::read(&project::path("generated-sdk/README.md"));
    let blocks = blocks(&readme);
    assert_eq!(blocks.len(), SNIPPETS, "the README has all snippets");
    modules(&blocks)
}

/// Returns all blocks of Rust, with the lines at which they start.
fn blocks(readme: &str) -> Vec<(usize, &str)> {
    let starts = readme.match_indices("```rust");
    let blocks = starts.map(|(start, fence)| {
        let line = readme[..start].lines().count() + 1;
        let (info, block) = readme[start + fence.len()..]
            .split_once('\n')
            .expect("a line ends");
        assert_eq!(
            info, ",no_run",
            "line {line}: this block would not be tested"
        );
        let (block, _) = block.split_once("```").expect("a block ends");
        (line, block)
    });
    blocks.collect()
}

/// Formats a module for each block, and a function that calls the functions of all blocks. `main` is only compiled, because
/// it needs a real server.
fn modules(blocks: &[(usize, &str)]) -> String {
    let mut text =
        "//! The snippets of the README, named after the lines at which they start.\n\n".to_owned();
    let mut calls = String::new();
    for (line, block) in blocks {
        let public: Vec<_> = block.lines().map(public).collect();
        let public = public.join("\n");
        let condition = condition(block);
        let _ = writeln!(
            text,
            "{condition}#[allow(dead_code, reason = \"a program has one `main`\")]\npub mod line_{line} {{\n{public}\n}}\n"
        );
        for function in functions(block).filter(|function| function.name != "main") {
            let (name, arguments) = (function.name, function.arguments.join(", "));
            let wait = if function.is_async { ".await" } else { "" };
            let _ = writeln!(
                calls,
                "{condition}{{\nprintln!(\"line {line}: {name}\");\nline_{line}::{name}({arguments}){wait}?;\n}}"
            );
        }
    }
    let _ = writeln!(
        text,
        "pub async fn run_all(client: &generated_sdk::Client, body: &[u8], headers: &generated_sdk::HeaderMap)\n\
         -> Result<(), Box<dyn std::error::Error>> {{\n{calls}Ok(())\n}}"
    );
    text
}

/// Returns the attribute of a snippet that needs a feature of the crate of all snippets.
fn condition(block: &str) -> &'static str {
    if block.contains("reqwest::") {
        "#[cfg(feature = \"reqwest\")]\n"
    } else {
        ""
    }
}

/// Makes the function in a line public, if there is one.
fn public(line: &str) -> String {
    match function(line) {
        Some(_) => format!("pub {line}"),
        None => line.to_owned(),
    }
}

fn functions(block: &str) -> impl Iterator<Item = Function<'_>> {
    block.lines().filter_map(function)
}

fn function(line: &str) -> Option<Function<'_>> {
    let (is_async, rest) = match line.strip_prefix("async fn ") {
        Some(rest) => (true, rest),
        None => (false, line.strip_prefix("fn ")?),
    };
    let (name, rest) = rest.split_once('(')?;
    let (arguments, _) = rest.split_once(')')?;
    let arguments = arguments
        .split(", ")
        .filter_map(|argument| Some(argument.split_once(':')?.0));
    Some(Function {
        is_async,
        name,
        arguments: arguments.collect(),
    })
}

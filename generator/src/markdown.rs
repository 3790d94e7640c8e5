//! Documentation text as safe Markdown.
//!
//! The text of a description ends up in doc comments and in the README of the emitted crate. rustdoc compiles and runs
//! code blocks there, resolves brackets as links to items, and copies HTML. [`safe`] prevents this: it parses the text
//! with the parser of rustdoc, escapes everything that is not allowed, and repeats this until the parser finds nothing
//! more. A text that still contains such constructs after several rounds becomes a code block of plain text.

mod edits;
mod links;

pub use links::BrokenLink;

use crate::characters::is_hidden;
use edits::{Edit, edits};

/// Maximum number of rounds of escaping. An escape can reveal another construct, such as a link behind a link.
const ROUNDS: usize = 8;

/// Returns the lines of a text as Markdown that holds no HTML, no code that rustdoc would run, and no link except to
/// an absolute URL.
#[must_use]
pub fn safe(text: &str) -> Vec<String> {
    let original = clean(text);
    let mut text = original.clone();
    for _ in 0..ROUNDS {
        let (found, _) = edits(&text);
        if found.is_empty() {
            return text.lines().map(str::to_owned).collect();
        }
        text = apply(&text, found);
    }
    plain(&original)
}

/// Returns the broken links of a text. [`safe`] turns them into text.
#[must_use]
pub fn broken_links(text: &str) -> Vec<BrokenLink> {
    edits(&clean(text)).1
}

/// Formats a word as inline code.
#[must_use]
pub fn code(word: &str) -> String {
    format!("`{}`", word.replace('`', "'"))
}

/// Escapes a line for a cell of a table.
#[must_use]
pub fn cell(line: &str) -> String {
    line.replace('|', "\\|")
}

/// Removes hidden characters, which no comment may contain.
fn clean(text: &str) -> String {
    let clean = |line: &str| {
        let line = line.replace('\t', "    ");
        let line: String = line.chars().filter(|c| !is_hidden(*c)).collect();
        line.trim_end().to_owned()
    };
    let lines: Vec<_> = text.trim().lines().map(clean).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Applies edits. If two overlap, only the first one is applied.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let mut out = String::with_capacity(text.len() + edits.len() * 2);
    let mut done = 0;
    for edit in edits
        .into_iter()
        .filter(|edit| !edit.at.is_empty() || !edit.with.is_empty())
    {
        if edit.at.start >= done {
            out.push_str(&text[done..edit.at.start]);
            out.push_str(&edit.with);
            done = edit.at.end;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// Returns a text as a code block, with fences that are longer than any in the text.
fn plain(text: &str) -> Vec<String> {
    let ticks = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(ticks.max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(text.lines().map(str::to_owned));
    lines.push(fence);
    lines
}

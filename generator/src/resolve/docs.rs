//! Documentation as safe Markdown. The text of a description ends up in doc comments, where rustdoc compiles
//! and runs code blocks, reads brackets as links and angles as HTML. None of that is the author's to decide.

use crate::{model::Docs, source::Spanned};

/// Languages that a code block may name; anything else is shown as plain text.
const LANGUAGES: &[&str] = &["http", "json", "sh", "text", "yaml"];

/// A link that leads nowhere.
#[derive(Debug)]
pub(super) struct Broken {
    /// As it stands in the text.
    pub(super) word: String,
    /// What is wrong with it.
    pub(super) reason: String,
}

/// The documentation of a text, line by line.
pub(super) fn docs(text: Option<&Spanned<String>>) -> Docs {
    text.map_or_else(Docs::default, |text| Docs(convert(text).0))
}

/// The links of a text that lead nowhere. They are shown as text.
pub(super) fn broken_links(text: &str) -> Vec<Broken> {
    convert(text).1
}

fn convert(text: &str) -> (Vec<String>, Vec<Broken>) {
    let mut broken = Vec::new();
    let mut fence: Option<String> = None;
    let mut lines = Vec::new();
    for line in text.trim().lines() {
        let line = clean(line);
        match (&fence, fence_of(&line)) {
            (Some(open), _) if closes(&line, open) => {
                lines.push(open.clone());
                fence = None;
            }
            (Some(_), _) => lines.push(line),
            (None, Some((found, info))) => {
                let language = LANGUAGES
                    .iter()
                    .find(|known| **known == info)
                    .unwrap_or(&"text");
                lines.push(format!("{found}{language}"));
                fence = Some(found);
            }
            (None, None) => lines.push(prose(&line, &mut broken)),
        }
    }
    lines.extend(fence);
    (lines, broken)
}

/// Why something is not to be used any more. rustdoc reads it as Markdown, too.
pub(super) fn note(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|_| docs(text).0.join("\n"))
}

/// The line without what no comment may hold: control characters, and marks that turn the direction of text.
fn clean(line: &str) -> String {
    let line = line.replace('\t', "    ");
    let turns =
        |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    let line: String = line
        .chars()
        .filter(|c| !c.is_control() && !turns(*c))
        .collect();
    line.trim_end().to_owned()
}

/// The fence that a line is, and what stands behind it. Only fences at the margin are code blocks here.
fn fence_of(line: &str) -> Option<(String, &str)> {
    let mark = line.chars().next().filter(|c| *c == '`' || *c == '~')?;
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    (length >= 3 && !rest.contains('`')).then(|| (line[..length].to_owned(), rest.trim()))
}

/// Whether a line ends the code block of a fence. Unlike the first line of a block, it may be indented a little.
fn closes(line: &str, open: &str) -> bool {
    let rest = line.trim_start_matches(' ');
    let mark = |c: char| open.starts_with(c);
    line.len() - rest.len() < 4
        && rest.starts_with(open)
        && rest.trim_start_matches(mark).is_empty()
}

/// A line of prose. Deep indentation would make it a code block, whatever quote or list it stands in.
fn prose(line: &str, broken: &mut Vec<Broken>) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let rest = line.trim_start_matches(' ');
    out.extend(std::iter::repeat_n(' ', (line.len() - rest.len()).min(3)));
    let body = rest.trim_start_matches(|c: char| " >-+*.)#".contains(c) || c.is_ascii_digit());
    let mut previous = '\0';
    for c in rest[..rest.len() - body.len()].chars().filter(|c| {
        let keep = !(*c == ' ' && previous == ' ');
        previous = *c;
        keep
    }) {
        out.push(c);
    }
    spans(body, &mut out, broken);
    out
}

/// Escapes what rustdoc would read as links, HTML or code, outside of code spans on one line.
fn spans(mut text: &str, out: &mut String, broken: &mut Vec<Broken>) {
    while let Some(c) = text.chars().next() {
        let taken = match c {
            '\\' => escape(text, out),
            '`' => code_span(text, out),
            '[' => link(text, out, broken),
            '<' | '~' | ']' => {
                out.push('\\');
                out.push(c);
                c.len_utf8()
            }
            'h' if text.starts_with("https://") || text.starts_with("http://") => {
                url(text, out, broken)
            }
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        text = &text[taken..];
    }
}

/// A backslash with what it escapes: behind it, an escape of ours would be undone.
fn escape(text: &str, out: &mut String) -> usize {
    let escapes = text[1..].starts_with(|c: char| c.is_ascii_punctuation());
    let length = if escapes { 2 } else { 1 };
    out.push_str(&text[..length]);
    length
}

/// A code span as it is, if it ends on the line; otherwise escaped backticks.
fn code_span(text: &str, out: &mut String) -> usize {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let rest = &text[ticks..];
    let end = rest
        .find(&text[..ticks])
        .filter(|at| ticks < 3 && !rest[at + ticks..].starts_with('`') && *at > 0);
    if let Some(at) = end {
        let length = ticks + at + ticks;
        out.push_str(&text[..length]);
        return length;
    }
    out.extend(std::iter::repeat_n("\\`", ticks));
    ticks
}

/// A link to a page as it is; otherwise an escaped bracket.
fn link(text: &str, out: &mut String, broken: &mut Vec<Broken>) -> usize {
    let parts = text[1..]
        .split_once("](")
        .and_then(|(title, rest)| Some((title, rest.split_once(')')?.0)));
    if let Some((title, target)) = parts
        && !title.contains(['[', ']', '<', '`'])
    {
        let whole = &text[..title.len() + target.len() + "[]()".len()];
        if is_url(target) {
            out.push_str(whole);
            return whole.len();
        }
        broken.push(Broken {
            word: whole.to_owned(),
            reason: format!("`{target}` is no absolute URL"),
        });
    } else if let Some(item) = text
        .strip_prefix("[`")
        .and_then(|rest| rest.split_once("`]"))
        .map(|(item, _)| item)
        && !item.contains(['`', '[', ']'])
    {
        broken.push(Broken {
            word: text[..item.len() + 4].to_owned(),
            reason: format!("nobody knows where `{item}` is"),
        });
    }
    out.push_str("\\[");
    1
}

/// A bare URL in angles, which is how rustdoc wants it.
fn url(text: &str, out: &mut String, broken: &mut Vec<Broken>) -> usize {
    let end = text
        .find(|c: char| c.is_whitespace() || "<>`\"'()[]{}|\\^“”’".contains(c))
        .unwrap_or(text.len());
    let target = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    if is_url(target) {
        out.push('<');
        out.push_str(target);
        out.push('>');
        return target.len();
    }
    broken.push(Broken {
        word: target.to_owned(),
        reason: "it is no whole URL".to_owned(),
    });
    out.push_str("http");
    "http".len()
}

fn is_url(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c))
    })
}

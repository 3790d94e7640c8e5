//! Texts of the document as documentation.

use serde_json::Value;
use std::{collections::BTreeSet, fmt::Write as _};

/// Number of broken links in a text that are mended.
const MAX_LINKS: usize = 64;

/// Width of the lines of a text of several paragraphs.
const WIDTH: usize = 100;

/// Tags of HTML that documents use, and what stands for them in Markdown.
const TAGS: &[(&str, &str)] = &[
    ("<p>", "\n\n"),
    ("</p>", "\n\n"),
    ("<br>", "\n"),
    ("<br/>", "\n"),
    ("<br />", "\n"),
    ("<strong>", "**"),
    ("</strong>", "**"),
    ("<b>", "**"),
    ("</b>", "**"),
    ("<em>", "*"),
    ("</em>", "*"),
    ("<i>", "*"),
    ("</i>", "*"),
    ("<code>", "`"),
    ("</code>", "`"),
    ("<ul>", "\n"),
    ("</ul>", "\n"),
    ("<ol>", "\n"),
    ("</ol>", "\n"),
    ("<li>", "\n- "),
    ("</li>", ""),
    ("<pre>", "\n```\n"),
    ("</pre>", "\n```\n"),
];

/// Returns a text as documentation, if it says something.
pub(super) fn docs(text: Option<&str>) -> Option<String> {
    let text = text?.replace("\r\n", "\n").replace('\t', "    ");
    let text = if text.contains('<') {
        markdown(&text)
    } else {
        text
    };
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let mut out: Vec<&str> = Vec::new();
    for line in lines {
        let is_blank = line.trim().is_empty();
        if !(is_blank && out.last().is_none_or(|last| last.is_empty())) {
            out.push(if is_blank { "" } else { line });
        }
    }
    while out.last().is_some_and(|last| last.is_empty()) {
        out.pop();
    }
    if let Some(first) = out.first_mut() {
        *first = first.trim_start();
    }
    let text = joined_lines(&out).join("\n");
    let text: String = text
        .chars()
        .filter(|c| *c == '\n' || !crate::characters::is_hidden(*c))
        .collect();
    (!text.is_empty()).then(|| wrapped(&without_broken_links(with_period(with_capital(text)))))
}

/// Joins the lines of each paragraph, which the writer breaks where it likes. Lists, code and tables stay as they are.
fn joined_lines(lines: &[&str]) -> Vec<String> {
    let is_plain = |line: &str| {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = number.len() < line.len() && number.starts_with(['.', ')']);
        let marks = [' ', '-', '*', '#', '>', '|', '+', '=', '_'];
        !line.is_empty() && !is_item && !line.starts_with(marks) && !line.starts_with("```")
    };
    let mut joined: Vec<String> = Vec::new();
    let (mut is_code, mut may_go_on) = (false, false);
    for line in lines {
        let is_fence = line.trim_start().starts_with("```");
        let goes_on = may_go_on && !is_code && is_plain(line);
        match joined.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => joined.push((*line).to_owned()),
        }
        is_code ^= is_fence;
        may_go_on = !is_code && is_plain(line) && !line.ends_with('\\');
    }
    joined
}

/// Returns a text in which links that lead nowhere are only their words, and what only looks like a link is code.
fn without_broken_links(mut text: String) -> String {
    for _ in 0..MAX_LINKS {
        let links = crate::markdown::broken_links(&text).into_iter();
        let found = links.map(|link| (text.find(&link.word), link.word)).next();
        let Some((Some(at), word)) = found else {
            break;
        };
        let inline = word
            .strip_prefix('[')
            .and_then(|word| word.rsplit_once("]("));
        let words = match inline {
            Some((label, _)) => label.to_owned(),
            None => crate::markdown::code(word.trim_matches(['[', ']', '<', '>'])),
        };
        text.replace_range(at..at + word.len(), &words);
    }
    text
}

/// Breaks the lines of a text of several paragraphs. Code and tables stay as they are.
fn wrapped(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let mut lines = Vec::new();
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```");
        if is_code || line.len() <= WIDTH || line.starts_with(['|', ' ', '#']) {
            lines.push(line.to_owned());
            continue;
        }
        let indent = if line.starts_with("- ") || line.starts_with("* ") {
            "  "
        } else {
            ""
        };
        let mut current = String::new();
        for word in line.split(' ') {
            // A word that would start a list or a heading stays on its line.
            let may_start =
                word.starts_with(|c: char| c.is_alphabetic() || c == '`' || c == '(' || c == '"');
            if !current.is_empty() && current.len() + word.len() >= WIDTH && may_start {
                lines.push(std::mem::replace(&mut current, indent.to_owned()));
            } else if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.join("\n")
}

/// Returns a text with the value that the API takes if there is none.
pub(super) fn docs_with_default(text: Option<&str>, default: Option<&Value>) -> Option<String> {
    let docs = docs(text);
    let Some(default) = default.filter(|default| !default.is_object() && !default.is_array())
    else {
        return docs;
    };
    if docs
        .as_ref()
        .is_some_and(|docs| docs.to_lowercase().contains("default"))
    {
        return docs;
    }
    let default = match default {
        Value::String(text) if text.is_empty() || text.contains(['`', '\n']) => return docs,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let sentence = format!("The default is `{default}`.");
    Some(docs.map_or_else(
        || sentence.clone(),
        |docs| {
            format!(
                "{docs}{}{sentence}",
                if docs.contains('\n') { "\n\n" } else { " " }
            )
        },
    ))
}

/// Returns a summary and a description as one text.
pub(super) fn joined(summary: Option<&str>, description: Option<&str>) -> Option<String> {
    match (docs(summary), docs(description)) {
        (Some(summary), Some(description))
            if description.starts_with(summary.trim_end_matches('.'))
                || repeats(&description, &summary) =>
        {
            Some(description)
        }
        (Some(summary), Some(description)) => Some(format!("{summary}\n\n{description}")),
        (summary, description) => summary.or(description),
    }
}

/// Returns `true` if the first sentence of a description has all words of the summary.
fn repeats(description: &str, summary: &str) -> bool {
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.map(|word| crate::names::singular(&word.to_lowercase()));
        words
            .filter(|word| !matches!(word.as_str(), "" | "a" | "an" | "the"))
            .collect::<BTreeSet<_>>()
    };
    let line = description.lines().next().unwrap_or_default();
    let sentence = line.split(". ").next().unwrap_or_default();
    words(summary).is_subset(&words(sentence))
}

/// Begins a text with a capital, unless its first word is a name.
fn with_capital(text: String) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let is_plain = word.len() > 1
        && word.len() < text.len()
        && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plain {
        format!("{}{}", text[..1].to_ascii_uppercase(), &text[1..])
    } else {
        text
    }
}

/// Ends a line of text as a sentence.
fn with_period(mut text: String) -> String {
    if !text.contains('\n') && text.ends_with(|c: char| c.is_alphanumeric() || c == '`' || c == ')')
    {
        text.push('.');
    }
    text
}

/// Writes the simple tags of HTML as Markdown. Others stay.
fn markdown(html: &str) -> String {
    let mut text = html.to_owned();
    for (tag, mark) in TAGS {
        text = text.replace(tag, mark);
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("<a ") {
        out.push_str(&rest[..at]);
        let link = &rest[at..];
        let parts = link.find("href=\"").and_then(|start| {
            let target = &link[start + 6..];
            let (target, after) = target.split_once('"')?;
            let (_, after) = after.split_once('>')?;
            let (label, after) = after.split_once("</a>")?;
            Some((target, label, after))
        });
        match parts {
            Some((target, label, after)) => {
                // A link within the vendor's own pages leads nowhere here.
                if target.starts_with("http") {
                    let _ = write!(out, "[{label}]({target})");
                } else {
                    out.push_str(label);
                }
                rest = after;
            }
            None => {
                out.push_str("<a ");
                rest = &link[3..];
            }
        }
    }
    out.push_str(rest);
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}

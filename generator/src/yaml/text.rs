//! Texts and keys of YAML, quoted or folded where they must be.

use std::fmt::Write as _;

/// Width up to which a line may grow.
pub(super) const WIDTH: usize = 120;

/// Writes a text that does not fit on a line: folded if it is one paragraph, literal otherwise.
pub(super) fn long_text(head: &str, indent: usize, text: &str, out: &mut String) {
    let pad = " ".repeat(indent);
    let is_odd = text.starts_with([' ', '\n'])
        || text.ends_with([' ', '\n'])
        || text.contains(['\t', '\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'])
        || text.chars().any(|c| c.is_control() && c != '\n');
    if is_odd {
        let _ = writeln!(out, "{head} {}", quoted(text));
    } else if text.contains('\n') {
        let _ = writeln!(out, "{head} |-");
        for line in text.split('\n') {
            let line = line.trim_end();
            let pad = if line.is_empty() { "" } else { &pad };
            let _ = writeln!(out, "{pad}{line}");
        }
    } else if text.contains("  ") {
        let _ = writeln!(out, "{head} {}", scalar(text, false));
    } else {
        let _ = writeln!(out, "{head} >-");
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && indent + line.chars().count() + word.chars().count() >= WIDTH {
                let _ = writeln!(out, "{pad}{line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let _ = writeln!(out, "{pad}{line}");
    }
}

/// Returns a key. One with a `?` is quoted in a mapping on one line, because many tools read YAML 1.1.
pub(super) fn key(key: &str, is_flow: bool) -> String {
    // HTTP statuses.
    if key.len() == 3 && key.chars().all(|c| c.is_ascii_digit()) {
        return key.to_owned();
    }
    let is_word = key
        .strip_suffix('?')
        .unwrap_or(key)
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
    if is_flow
        && !key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c))
        || !is_word
    {
        return quoted(key);
    }
    scalar(key, is_flow)
}

/// Returns a text on one line, in quotes if YAML would read it as something else.
pub(super) fn scalar(text: &str, is_flow: bool) -> String {
    if is_plain(text, is_flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn is_plain(text: &str, is_flow: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let starts_well = first.is_alphabetic()
        || "_/(".contains(first)
        || first.is_ascii_digit() && text.contains(' ');
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.contains(&text.to_ascii_lowercase().as_str());
    // Numbers and dates.
    let is_number = first.is_ascii_digit()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.eE:_xXoT Z".contains(c));
    let is_structure = text.ends_with([' ', ':']) || text.contains(": ") || text.contains(" #");
    let ends_flow = is_flow && text.contains([',', '[', ']', '{', '}', '?', '"', '\'']);
    let is_hidden = text.chars().any(|c| c.is_control() || is_break(c));
    starts_well && !is_word && !is_number && !is_structure && !ends_flow && !is_hidden
}

/// Returns `true` for a character that some readers of YAML take for the end of a line, or drop.
fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

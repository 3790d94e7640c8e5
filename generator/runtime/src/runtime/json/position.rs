//! Positions in JSON texts.

use crate::runtime::json::path::Style;

/// Object or array that contains the position.
enum Level {
    /// Object, with the key whose value is being read.
    Object(Option<String>),
    /// Array, with the index of the item that is being read.
    Array(usize),
}

/// Returns the line and the column of a position in bytes, both counted from 1. The column is in bytes, too.
pub(crate) fn line_and_column(text: &str, position: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..position).unwrap_or_default();
    let (mut line, mut column) = (1, 1);
    for byte in before {
        if *byte == b'\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    (line, column)
}

/// Returns the position in bytes of a line and a column, both counted from 1.
#[inline]
pub(crate) fn position_of(text: &str, line: usize, column: usize) -> usize {
    let (mut start, mut current) = (0, 1);
    for (at, byte) in text.bytes().enumerate() {
        if current >= line {
            break;
        }
        if byte == b'\n' {
            current += 1;
        }
        start = at + 1;
    }
    (start + column).min(text.len())
}

/// Returns the path of a position in bytes. The text before it must be JSON.
#[inline]
pub(crate) fn path_at(text: &str, position: usize, style: Style) -> String {
    let mut levels = Vec::new();
    let mut rest = text.get(..position).unwrap_or_default();
    while let Some(next) = rest.find(['"', '{', '[', '}', ']', ',']) {
        let (token, behind) = rest.split_at(next).1.split_at(1);
        rest = behind;
        match (token, levels.last_mut()) {
            ("{", _) => levels.push(Level::Object(None)),
            ("[", _) => levels.push(Level::Array(0)),
            (",", Some(Level::Object(key))) => *key = None,
            (",", Some(Level::Array(index))) => *index += 1,
            ("\"", level) => {
                let length = string_length(rest);
                if let Some(Level::Object(key @ None)) = level {
                    *key = rest.get(..length).map(str::to_owned);
                }
                rest = rest.get(length + 1..).unwrap_or_default();
            }
            _ => drop(levels.pop()),
        }
    }
    written(&levels, style)
}

/// Returns the length of a string up to its closing quote.
#[inline]
fn string_length(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return at,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    text.len()
}

#[inline]
fn written(levels: &[Level], style: Style) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object(None) => {}
            Level::Object(Some(key)) => {
                let dot = if path.is_empty() { "" } else { "." };
                path.push_str(dot);
                path.push_str(match style {
                    Style::Exact => key,
                    Style::Pattern => "*",
                });
            }
            Level::Array(index) => style.push_item(&mut path, *index),
        }
    }
    path
}

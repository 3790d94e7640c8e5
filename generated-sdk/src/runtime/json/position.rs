//! Positions in JSON texts.

use std::fmt::Write as _;

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
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before
        .rsplit(|byte| *byte == b'\n')
        .next()
        .map_or(0, <[u8]>::len);
    (line, column + 1)
}

/// Returns the path of a line and a column, both counted from 1. The text before them must be JSON.
pub(crate) fn path_at(text: &str, line: usize, column: usize) -> String {
    let lines = text.split_inclusive('\n').map(str::len);
    let start: usize = lines.take(line.saturating_sub(1)).sum();
    let end = (start + column).min(text.len());
    let mut levels = Vec::new();
    let mut rest = text.get(..end).unwrap_or_default();
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
    written(&levels)
}

/// Returns the length of a string up to its closing quote.
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

fn written(levels: &[Level]) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object(None) => {}
            Level::Object(Some(key)) => {
                let dot = if path.is_empty() { "" } else { "." };
                path.push_str(dot);
                path.push_str(key);
            }
            // Writing to a string does not fail.
            Level::Array(index) => {
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

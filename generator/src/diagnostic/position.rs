//! Lines and columns.

use crate::source::Span;
use std::ops::Range;

/// Line and column, both counted from 1. Columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Returns the position of a byte.
pub(super) fn position(text: &str, at: usize) -> Position {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[start..].chars().count() + 1,
    }
}

/// Returns the bytes of a span, or of a word in it. The range is limited to the text and to character boundaries, because
/// the YAML library may report others.
pub(super) fn range(text: &str, span: Span, word: Option<&str>) -> Range<usize> {
    let floor = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    let end = floor(span.end).max(start);
    match word.and_then(|word| Some((word, text[start..end].find(word)?))) {
        Some((word, at)) => start + at..start + at + word.len(),
        None => start..end,
    }
}

//! State of the layout of a file.

use super::{line::Line, piece::Pieces};

/// Maximum number of characters in a line.
pub(super) const WIDTH: usize = 100;

/// Number of spaces of one level of indentation.
pub(super) const STEP: usize = 4;

/// Code that is being printed.
pub(super) struct Layout<'a> {
    pub(super) line: &'a Line,
    pub(super) text: String,
    /// Whether the code is that of an attribute, in which no list ends in a comma.
    pub(super) in_attribute: bool,
}

impl Layout<'_> {
    pub(super) fn new_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// Returns `true` if pieces fit on the current line.
    pub(super) fn fits(&self, pieces: Pieces, behind: usize) -> bool {
        !self.line.breaks(pieces) && self.column() + width(self.line.text(pieces)) + behind <= WIDTH
    }

    /// Returns the number of characters of the last line.
    pub(super) fn column(&self) -> usize {
        let start = self.text.rfind('\n').map_or(0, |at| at + 1);
        self.text[start..].chars().count()
    }
}

/// Returns the width of the first line of a text.
pub(super) fn width(text: &str) -> usize {
    text.split('\n')
        .next()
        .map_or(0, |line| line.chars().count())
}

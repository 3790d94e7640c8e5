//! Spans: which bytes of which file are meant.

use std::ops::Deref;

/// Index of a file in `Sources`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes of one file. It orders by file, then by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last one.
    pub end: u32,
}

impl Span {
    /// The place of what stands in for a value that could not be read. What follows from it is not reported.
    pub const NOWHERE: Self = Self {
        file: FileId(u32::MAX),
        start: u32::MAX,
        end: u32::MAX,
    };

    /// Whether there is nothing to point at.
    #[must_use]
    pub fn is_nowhere(self) -> bool {
        self == Self::NOWHERE
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

//! Spans: ranges of bytes in files.

use std::ops::Deref;

/// Index of a file in `Sources`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Range of bytes of a file, ordered by file, then by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last one.
    pub end: u32,
}

impl Span {
    /// Span of a placeholder for a value that could not be read. Problems at it are not reported.
    pub const NOWHERE: Self = Self {
        file: FileId(u32::MAX),
        start: u32::MAX,
        end: u32::MAX,
    };

    /// Returns `true` if it is the span of a placeholder.
    #[must_use]
    pub fn is_nowhere(self) -> bool {
        self == Self::NOWHERE
    }
}

/// Value with its place in a file.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Place.
    pub span: Span,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

//! The files to emit, and the changes that they make to a folder.

/// A file to emit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it goes: relative to the output folder, separated by `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// What is to happen with the differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Report them, and write nothing.
    Check,
}

/// What was done or, under [`Mode::Check`], what there is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were missing or different, sorted; the list `.generated`, if it was, comes last.
    pub written: Vec<String>,
    /// How many emitted files were right already.
    pub unchanged: usize,
    /// The files that are no longer emitted, sorted.
    pub removed: Vec<String>,
    /// Unified diffs of it all; empty under [`Mode::Write`].
    pub diff: String,
}

impl Report {
    /// Whether the folder held exactly what was emitted.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

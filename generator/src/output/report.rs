//! Emitted files, and the changes in the output folder.

/// Emitted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path relative to the output folder, separated by `/`.
    pub path: String,
    /// Content.
    pub text: String,
}

/// Treatment of the differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Report them, and write nothing.
    Check,
}

/// Changes that were made or, with [`Mode::Check`], that would be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that were missing or different, sorted; the list `.generated` comes last if it was different.
    pub written: Vec<String>,
    /// Number of emitted files that were up to date.
    pub unchanged: usize,
    /// Files that are no longer emitted, sorted.
    pub removed: Vec<String>,
    /// Unified diffs of all changes; empty with [`Mode::Write`].
    pub diff: String,
}

impl Report {
    /// Returns `true` if no file was missing, different or stale.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

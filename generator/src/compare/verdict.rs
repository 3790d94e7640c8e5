//! Verdicts.

use serde::Serialize;
use std::fmt;

/// Part of a version that a change raises, according to Semantic Versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Programs cannot tell the difference, or only see other texts and times.
    Patch,
    /// Programs go on as before, and can do more.
    Minor,
    /// Some programs no longer compile, or send or read something else.
    Major,
}

impl Verdict {
    /// All verdicts, the worst one first.
    pub const ALL: [Self; 3] = [Self::Major, Self::Minor, Self::Patch];

    /// Returns the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

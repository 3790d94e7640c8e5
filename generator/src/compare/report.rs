//! All changes, as text, Markdown and JSON.

use super::{
    change::{Change, ChangeKind, ChangedItem},
    verdict::Verdict,
};
use serde::Serialize;
use std::fmt::Write as _;

/// Number of items of a kind that a text names for each change.
const SHOWN: usize = 3;

/// All changes between two versions of a description.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The worst verdict; `None` if there are no changes.
    pub verdict: Option<Verdict>,
    /// The changes, the worst ones first.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Sorts the changes by their verdicts.
    pub(super) fn new(mut changes: Vec<Change>) -> Self {
        changes.sort_by_key(|change| std::cmp::Reverse(change.verdict));
        Self {
            verdict: changes.iter().map(|change| change.verdict).max(),
            changes,
        }
    }

    /// Returns the comparison as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Returns the number of changes with a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.verdict == verdict).count()
    }

    /// Returns the changes as entries of a changelog.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let sections = [
            (Verdict::Major, "Breaking changes"),
            (Verdict::Minor, "New"),
            (Verdict::Patch, "Other changes"),
        ];
        let mut text = String::new();
        for (verdict, title) in sections {
            let mut changes = self
                .changes
                .iter()
                .filter(|change| change.verdict == verdict);
            let Some(first) = changes.next() else {
                continue;
            };
            let break_before = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{break_before}### {title}\n");
            for change in std::iter::once(first).chain(changes) {
                let _ = writeln!(
                    text,
                    "- `{}`: {}.",
                    change.path,
                    change.sentences().join("; ")
                );
            }
        }
        text
    }
}

impl Change {
    /// Returns what became of the element, such as `parameter added`.
    #[must_use]
    pub fn title(&self) -> String {
        let noun = self.element.noun();
        match &self.kind {
            ChangeKind::Added => format!("{noun} added"),
            ChangeKind::Removed => format!("{noun} removed"),
            ChangeKind::Renamed { from } => format!("{noun} renamed, was `{from}`"),
            ChangeKind::Changed => format!("{noun} changed"),
        }
    }

    /// Returns the effects on the Rust interface as lines of text: all that break programs, and the first of the others.
    #[must_use]
    pub fn rust_lines(&self) -> Vec<String> {
        if self.is_hidden_break() {
            return vec!["the same interface: the compiler does not report this change".to_owned()];
        }
        let mut lines: Vec<_> = self
            .rust
            .iter()
            .take(SHOWN)
            .map(ChangedItem::line)
            .collect();
        if self.rust.len() > SHOWN {
            lines.push(format!("… and {} more", self.rust.len() - SHOWN));
        }
        lines
    }

    /// Returns the change as parts of a sentence.
    fn sentences(&self) -> Vec<String> {
        let title = self.title();
        let wire = self.wire.iter().cloned();
        let wire = wire.chain(self.other.iter().cloned());
        let broken = self
            .rust
            .iter()
            .filter(|item| item.verdict == Verdict::Major);
        let broken = broken.take(SHOWN).map(ChangedItem::line);
        std::iter::once(title).chain(wire).chain(broken).collect()
    }
}

impl ChangedItem {
    /// Returns the change as a line of text.
    #[must_use]
    pub fn line(&self) -> String {
        let item = &self.item;
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("`{item}`: `{new}`, was `{old}`"),
            (None, Some(signature)) if !signature.is_empty() => {
                format!("`{item}` added: `{signature}`")
            }
            (None, _) => format!("`{item}` added"),
            (Some(_), None) => format!("`{item}` removed"),
        }
    }
}

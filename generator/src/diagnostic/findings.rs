//! Diagnostics of one description.

use super::{code::Severity, human, lines, problem::Diagnostic};
use crate::source::Sources;
use std::fmt::Write as _;

/// Maximum number of diagnostics that are printed for people; the others are only counted.
const MAX_PRINTED: usize = 50;

/// Format of diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With their source lines, in the style of rustc.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON object per line.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// Diagnostics of a description, with its source files.
#[derive(Debug, Default)]
pub struct Findings {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// Whether warnings count as errors.
    denied: bool,
}

impl Findings {
    /// Sorts diagnostics by file and line.
    #[must_use]
    pub fn new(sources: Sources, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(Diagnostic::position);
        Self {
            sources,
            diagnostics,
            denied: false,
        }
    }

    /// Treats warnings as errors.
    #[must_use]
    pub fn deny_warnings(self) -> Self {
        Self {
            denied: true,
            ..self
        }
    }

    /// Returns the source files.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Returns the diagnostics, sorted by file and line.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the number of diagnostics, including warnings.
    #[must_use]
    pub fn count(&self) -> usize {
        self.diagnostics.len()
    }

    /// Returns `true` if there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Returns the number of errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        let is_error = |found: &&Diagnostic| self.severity(found) == Severity::Error;
        self.diagnostics.iter().filter(is_error).count()
    }

    /// Formats the diagnostics with their source lines.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let shown = self.diagnostics.iter().take(MAX_PRINTED);
        let mut text = human::render(
            &self.sources,
            shown.map(|found| (self.severity(found), found)),
            color,
        );
        self.summarize(&mut text);
        text
    }

    /// Formats the diagnostics. Only [`Format::Human`] has colors.
    #[must_use]
    pub fn format(&self, format: Format) -> String {
        let write = match format {
            Format::Human => return self.render(true),
            Format::Short => lines::short,
            Format::Json => lines::json,
            Format::Github => lines::github,
        };
        // Programs get all diagnostics.
        let limit = if format == Format::Json {
            usize::MAX
        } else {
            MAX_PRINTED
        };
        let mut text = String::new();
        for found in self.diagnostics.iter().take(limit) {
            text.push_str(&write(&self.sources, self.severity(found), found));
            text.push('\n');
        }
        if format == Format::Short {
            self.summarize(&mut text);
        }
        text
    }

    fn severity(&self, found: &Diagnostic) -> Severity {
        if self.denied {
            Severity::Error
        } else {
            found.code.severity()
        }
    }

    /// Appends the number of errors and warnings.
    fn summarize(&self, text: &mut String) {
        if self.is_empty() {
            return;
        }
        if self.count() > MAX_PRINTED {
            let _ = writeln!(text, "… and {} more", self.count() - MAX_PRINTED);
        }
        let errors = self.errors();
        let counts: Vec<_> = [(errors, "error"), (self.count() - errors, "warning")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let _ = writeln!(text, "{} in the description", counts.join(" and "));
    }
}

//! All diagnostics of one description.

use super::{Diagnostic, Severity, human, lines};
use crate::source::Sources;
use std::fmt::Write as _;

/// At most this many are printed for people; the rest is counted.
const MAX_PRINTED: usize = 50;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the lines that they are in, as rustc does.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
}

/// What was found in a description: all diagnostics, with the texts that they are about.
#[derive(Debug, Default)]
pub struct Findings {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// Whether warnings count as errors.
    denied: bool,
}

impl Findings {
    /// Puts diagnostics in the order of files and lines.
    #[must_use]
    pub fn new(sources: Sources, mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by_key(Diagnostic::position);
        Self {
            sources,
            diagnostics,
            denied: false,
        }
    }

    /// Makes errors of the warnings.
    #[must_use]
    pub fn deny_warnings(self) -> Self {
        Self {
            denied: true,
            ..self
        }
    }

    /// The texts that they are about.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The diagnostics, in the order of files and lines.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many there are, warnings included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        let is_error = |found: &&Diagnostic| self.severity(found) == Severity::Error;
        self.diagnostics.iter().filter(is_error).count()
    }

    /// All of them with the lines that they are in, in colour or not.
    #[must_use]
    pub fn render(&self, color: bool) -> String {
        let shown = self.diagnostics.iter().take(MAX_PRINTED);
        let mut text = human::render(
            &self.sources,
            shown.map(|found| (self.severity(found), found)),
            color,
        );
        self.finish(&mut text);
        text
    }

    /// All of them in a format; without colours, unless it is for people.
    #[must_use]
    pub fn format(&self, format: Format) -> String {
        let write = match format {
            Format::Human => return self.render(true),
            Format::Short => lines::short,
            Format::Json => lines::json,
            Format::Github => lines::github,
        };
        // A program that reads JSON can count for itself.
        let most = if format == Format::Json {
            usize::MAX
        } else {
            MAX_PRINTED
        };
        let mut text = String::new();
        for found in self.diagnostics.iter().take(most) {
            text.push_str(&write(&self.sources, self.severity(found), found));
            text.push('\n');
        }
        if format == Format::Short {
            self.finish(&mut text);
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

    /// Says how many there are.
    fn finish(&self, text: &mut String) {
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
            .map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }))
            .collect();
        let _ = writeln!(text, "{} in the description", counts.join(" and "));
    }
}

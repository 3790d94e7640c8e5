//! A problem of a description, with its place and its remedy.

use super::code::Code;
use crate::source::Span;

/// Problem of a description.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Kind of the problem.
    pub code: Code,
    /// One line that says what is wrong.
    pub message: String,
    /// Place of the problem.
    pub place: Place,
    /// Remedy.
    pub help: String,
}

/// Place of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A span in a file, with a label and other spans.
    At {
        /// Text that is wrong.
        span: Span,
        /// Part of the span to underline, if it is not the whole span.
        word: Option<String>,
        /// Text beside the span; may be empty.
        label: String,
        /// Other places, with their labels.
        others: Vec<(Span, String)>,
    },
    /// A file or folder as a whole.
    Path(String),
}

impl Diagnostic {
    /// Creates a diagnostic at a span.
    #[must_use]
    pub fn at(code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        let place = Place::At {
            span,
            word: None,
            label: String::new(),
            others: Vec::new(),
        };
        Self {
            code,
            message: message.into(),
            place,
            help: help.into(),
        }
    }

    /// Creates a diagnostic about a whole file or folder.
    #[must_use]
    pub fn path(
        code: Code,
        path: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            message: message.into(),
            place: Place::Path(path.into()),
            help: help.into(),
        }
    }

    /// Sets the text beside the span.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Place::At { label, .. } = &mut self.place {
            *label = text.into();
        }
        self
    }

    /// Underlines one part of the span instead of the whole span.
    #[must_use]
    pub fn word(mut self, text: impl Into<String>) -> Self {
        if let Place::At { word, .. } = &mut self.place {
            *word = Some(text.into());
        }
        self
    }

    /// Adds another place with a label.
    #[must_use]
    pub fn other(mut self, span: Span, text: impl Into<String>) -> Self {
        if let Place::At { others, .. } = &mut self.place {
            others.push((span, text.into()));
        }
        self
    }

    /// Returns `true` if it follows from a value that could not be read, which has been reported itself.
    #[must_use]
    pub fn is_consequence(&self) -> bool {
        match &self.place {
            Place::At { span, others, .. } => {
                span.is_nowhere() || others.iter().any(|(other, _)| other.is_nowhere())
            }
            Place::Path(_) => false,
        }
    }

    /// Returns the sort key: diagnostics about whole files come first, the others by file and line.
    pub(super) fn position(&self) -> Option<Span> {
        match &self.place {
            Place::At { span, .. } => Some(*span),
            Place::Path(_) => None,
        }
    }
}

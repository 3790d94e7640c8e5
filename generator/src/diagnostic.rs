//! What went wrong, where, and what to do. Diagnostics are data; they become text only at the edge.
//!
//! [`Code`] has one row for each kind of mistake, and a page that explains it. [`Findings`] are the diagnostics
//! of one description with the texts that they are about; `human` and `lines` write them.

mod code;
mod findings;
mod human;
mod lines;
mod position;

pub use code::{Code, Severity};
pub use findings::{Findings, Format};

use crate::source::Span;

/// One problem of a description.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub code: Code,
    /// One line that says what is wrong.
    pub message: String,
    /// Where it stands.
    pub place: Place,
    /// The remedy.
    pub help: String,
}

/// Where a problem stands.
#[derive(Clone, Debug)]
pub enum Place {
    /// At a span, with what is to be said beside it, and other spans that matter.
    At {
        /// The offending text.
        span: Span,
        /// The part of it that is meant, where that is one word of a long text.
        word: Option<String>,
        /// What is said beside it; may be empty.
        label: String,
        /// Other places that matter.
        others: Vec<(Span, String)>,
    },
    /// A file or folder as a whole.
    Path(String),
}

impl Diagnostic {
    /// A problem at a span.
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

    /// A problem of a whole file or folder.
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

    /// Says something beside the offending text.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Place::At { label, .. } = &mut self.place {
            *label = text.into();
        }
        self
    }

    /// Points at one word of the span, which may be a long text.
    #[must_use]
    pub fn word(mut self, text: impl Into<String>) -> Self {
        if let Place::At { word, .. } = &mut self.place {
            *word = Some(text.into());
        }
        self
    }

    /// Points at another place that matters.
    #[must_use]
    pub fn other(mut self, span: Span, text: impl Into<String>) -> Self {
        if let Place::At { others, .. } = &mut self.place {
            others.push((span, text.into()));
        }
        self
    }

    /// Whether it rests on something that could not be read. That has been reported; this is only a consequence.
    #[must_use]
    pub fn is_consequence(&self) -> bool {
        match &self.place {
            Place::At { span, others, .. } => {
                span.is_nowhere() || others.iter().any(|(other, _)| other.is_nowhere())
            }
            Place::Path(_) => false,
        }
    }

    /// Diagnostics are told in the order of files and lines; those of whole files come first.
    fn position(&self) -> Option<Span> {
        match &self.place {
            Place::At { span, .. } => Some(*span),
            Place::Path(_) => None,
        }
    }
}

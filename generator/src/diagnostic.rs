//! What went wrong, where, and what to do. Diagnostics are data; they become text only at the edge.

use crate::source::{FileId, Sources, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write as _;

/// At most this many are printed; the rest is counted.
const MAX_PRINTED: usize = 50;

/// One problem of a description.
#[derive(Clone, Debug)]
pub struct Diagnostic {
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
    pub fn at(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        let place = Place::At {
            span,
            label: String::new(),
            others: Vec::new(),
        };
        Self {
            message: message.into(),
            place,
            help: help.into(),
        }
    }

    /// A problem of a whole file or folder.
    #[must_use]
    pub fn path(
        path: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
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

    /// Points at another place that matters.
    #[must_use]
    pub fn other(mut self, span: Span, text: impl Into<String>) -> Self {
        if let Place::At { others, .. } = &mut self.place {
            others.push((span, text.into()));
        }
        self
    }

    /// Diagnostics are told in the order of files and lines; those of whole files come first.
    fn position(&self) -> Option<Span> {
        match &self.place {
            Place::At { span, .. } => Some(*span),
            Place::Path(_) => None,
        }
    }
}

/// All diagnostics as text, rustc's way, in the order of files and lines.
#[must_use]
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], color: bool) -> String {
    let mut sorted: Vec<_> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.position());
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in sorted.iter().take(MAX_PRINTED) {
        text.push_str(&one(sources, diagnostic, &renderer));
        text.push_str("\n\n");
    }
    if sorted.len() > MAX_PRINTED {
        let _ = writeln!(text, "… and {} more", sorted.len() - MAX_PRINTED);
    }
    let errors = if sorted.len() == 1 {
        "1 error".to_owned()
    } else {
        format!("{} errors", sorted.len())
    };
    let _ = writeln!(text, "{errors} in the spec; nothing was written");
    text
}

fn one(sources: &Sources, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let title = Level::ERROR.primary_title(&diagnostic.message);
    let group = match &diagnostic.place {
        Place::Path(path) => title.element(Origin::path(path)),
        Place::At {
            span,
            label,
            others,
        } => snippets(
            sources,
            title.elements([] as [Snippet<'_, annotate_snippets::Annotation<'_>>; 0]),
            *span,
            label,
            others,
        ),
    };
    let help = Level::HELP.message(&diagnostic.help);
    renderer.render(&[group.element(help)])
}

/// The source of each file that matters, the file of the problem first.
fn snippets<'a>(
    sources: &'a Sources,
    mut group: Group<'a>,
    span: Span,
    label: &'a str,
    others: &'a [(Span, String)],
) -> Group<'a> {
    let mut files: Vec<FileId> = vec![span.file];
    for (other, _) in others {
        if !files.contains(&other.file) {
            files.push(other.file);
        }
    }
    for id in files {
        let file = sources.file(id);
        let mut snippet = Snippet::source(&file.text).path(&file.path).fold(true);
        if id == span.file {
            let mut primary = AnnotationKind::Primary.span(range(&file.text, span));
            if !label.is_empty() {
                primary = primary.label(label);
            }
            snippet = snippet.annotation(primary);
        }
        for (other, text) in others.iter().filter(|(other, _)| other.file == id) {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(range(&file.text, *other))
                    .label(text.as_str()),
            );
        }
        group = group.element(snippet);
    }
    group
}

/// The bytes of a span, kept inside the text and on character borders, whatever a parser reported.
fn range(text: &str, span: Span) -> std::ops::Range<usize> {
    let floor = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(span.start), floor(span.end));
    start..end.max(start)
}

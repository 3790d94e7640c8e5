//! Diagnostics with their source lines, in the style of rustc.

use super::{
    code::Severity,
    position::range,
    problem::{Diagnostic, Place},
};
use crate::source::{FileId, Sources, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Formats diagnostics, with an empty line after each.
pub(super) fn render<'a>(
    sources: &Sources,
    diagnostics: impl Iterator<Item = (Severity, &'a Diagnostic)>,
    color: bool,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    diagnostics.fold(String::new(), |text, (severity, diagnostic)| {
        text + &one(sources, severity, diagnostic, &renderer) + "\n\n"
    })
}

fn one(
    sources: &Sources,
    severity: Severity,
    diagnostic: &Diagnostic,
    renderer: &Renderer,
) -> String {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = visible(&diagnostic.message);
    let title = level
        .primary_title(message.as_str())
        .id(diagnostic.code.id());
    let group = match &diagnostic.place {
        Place::Path(path) => title.element(Origin::path(path)),
        Place::At { .. } => snippets(
            sources,
            title.elements([] as [Snippet<'_, Annotation<'_>>; 0]),
            &diagnostic.place,
        ),
    };
    let help = visible(&diagnostic.help);
    renderer.render(&[group.element(Level::HELP.message(help.as_str()))])
}

/// Adds the source lines of each file, the file of the problem first.
fn snippets<'a>(sources: &'a Sources, mut group: Group<'a>, place: &'a Place) -> Group<'a> {
    let Place::At {
        span,
        word,
        label,
        others,
    } = place
    else {
        return group;
    };
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
            let mut primary =
                AnnotationKind::Primary.span(range(&file.text, *span, word.as_deref()));
            if !label.is_empty() {
                primary = primary.label(label);
            }
            snippet = snippet.annotation(primary);
        }
        let here = others
            .iter()
            .filter(|(other, _): &&(Span, _)| other.file == id);
        for (other, text) in here {
            let span = range(&file.text, *other, None);
            snippet = snippet.annotation(AnnotationKind::Context.span(span).label(text.as_str()));
        }
        group = group.element(snippet);
    }
    group
}

/// Replaces control characters, which could be commands for a terminal, and shortens long texts.
fn visible(text: &str) -> String {
    const MAX_LENGTH: usize = 400;
    let shown = text
        .chars()
        .take(MAX_LENGTH)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut shown: String = shown.collect();
    if text.chars().nth(MAX_LENGTH).is_some() {
        shown.push('…');
    }
    shown
}

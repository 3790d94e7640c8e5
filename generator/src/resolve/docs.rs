//! Documentation of the model.

use crate::{markdown, model::Docs, source::Spanned};

/// Returns the documentation of a text, line by line.
pub(super) fn docs(text: Option<&Spanned<String>>) -> Docs {
    text.map_or_else(Docs::default, |text| Docs(markdown::safe(text)))
}

/// Returns a note of deprecation, which rustdoc reads as Markdown, too.
pub(super) fn note(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| markdown::safe(text).join("\n"))
}

//! Documentation as attributes, one for each line, which print as `///`.

pub(super) use crate::markdown::code;
use crate::{
    model::{Api, Docs, Method, Model},
    names::is_derive_macro,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the doc attributes of lines, which must be safe Markdown. `resolve` escapes those of the description.
pub(super) fn attributes<I: IntoIterator<Item = S>, S: AsRef<str>>(lines: I) -> TokenStream {
    let lines = lines.into_iter().map(|line| match line.as_ref() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// Returns the lines of a description, or `otherwise` if it has none.
pub(super) fn lines(docs: &Docs, otherwise: &str) -> Vec<String> {
    if docs.0.is_empty() {
        vec![otherwise.to_owned()]
    } else {
        docs.0.clone()
    }
}

/// Maximum width of a line of several words.
const WIDTH: usize = 110;

/// Returns words as lines. A word may contain spaces, at which it is not broken.
pub(super) fn wrapped(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// Returns the target of a link to a type of the same file. The name of a derive macro alone could mean the macro.
pub(super) fn link_to_type(name: &str) -> String {
    if is_derive_macro(name) {
        format!("type@{name}")
    } else {
        name.to_owned()
    }
}

/// Returns the attribute of a deprecated item.
pub(super) fn deprecated(note: Option<&String>) -> TokenStream {
    match note {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => TokenStream::new(),
    }
}

/// Returns the attributes of the type of a model: its documentation with the lines of an example, and whether it is
/// deprecated.
pub(super) fn of_model(model: &Model, example: Vec<String>) -> TokenStream {
    let title = format!("Model {}.", code(model.name.wire()));
    let docs = attributes(lines(&model.docs, &title).into_iter().chain(example));
    let deprecated = deprecated(model.deprecated.as_ref());
    quote!(#docs #deprecated)
}

/// Returns the attribute that lets a crate use its own deprecated items, if it has any.
pub(super) fn allow_deprecated(api: &Api) -> TokenStream {
    if api.has_deprecated() {
        quote!(#![allow(deprecated, reason = "deprecated items are still sent and received")])
    } else {
        TokenStream::new()
    }
}

/// Returns the attribute that leaves a method, or what belongs to it, out of the documentation.
pub(super) fn hidden(method: &Method) -> TokenStream {
    if method.hidden {
        quote!(#[doc(hidden)])
    } else {
        TokenStream::new()
    }
}

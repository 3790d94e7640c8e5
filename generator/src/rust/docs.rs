//! Documentation as attributes, one for each line, which print as `///`.

use crate::model::{Api, Docs};
use proc_macro2::TokenStream;
use quote::quote;

/// Doc attributes of lines. They must be safe Markdown: `resolve` has made the description's so.
pub(super) fn attributes<I: IntoIterator<Item = S>, S: AsRef<str>>(lines: I) -> TokenStream {
    let lines = lines.into_iter().map(|line| match line.as_ref() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// The lines of a description, or a sentence where it has none.
pub(super) fn lines(docs: &Docs, otherwise: &str) -> Vec<String> {
    if docs.0.is_empty() {
        vec![otherwise.to_owned()]
    } else {
        docs.0.clone()
    }
}

/// The attribute of something that is not to be used any more.
pub(super) fn deprecated(note: Option<&String>) -> TokenStream {
    match note {
        Some(note) => quote!(#[deprecated(note = #note)]),
        None => TokenStream::new(),
    }
}

/// Lets a crate use what it deprecates itself, where its API has any of that.
pub(super) fn allow_deprecated(api: &Api) -> TokenStream {
    if api.has_deprecated() {
        quote!(#![allow(deprecated, reason = "what is old must still be made, sent and read")])
    } else {
        TokenStream::new()
    }
}

/// A word as rustdoc shows names.
pub(super) fn code(word: &str) -> String {
    format!("`{}`", word.replace('`', "'"))
}

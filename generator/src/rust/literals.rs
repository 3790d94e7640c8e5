//! Literals in emitted code.

use proc_macro2::TokenStream;
use quote::quote;

/// Returns an optional text as `Some` or `None`.
pub(super) fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

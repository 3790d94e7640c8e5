//! Code around the body of a snippet: its imports, its function, and its layout.

use crate::{
    model::Api,
    rust::imports::{Imports, PathStyle},
};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Returns the imports of a snippet. `names` are paths inside the emitted crate.
pub(super) fn imports<'a>(api: &'a Api, names: &[&str]) -> Imports<'a> {
    let lib = &api.head.package.lib;
    let imports = Imports::new(PathStyle::Outside(lib));
    for name in names {
        imports.add(&format!("{lib}::{name}"));
    }
    imports
}

/// Formats a snippet, with a blank line between its items.
pub(super) fn formatted(imports: &Imports<'_>, items: &[TokenStream]) -> String {
    let imports = quote!(#imports);
    let texts = [&imports].into_iter().chain(items).map(|item| {
        // Emitted code is Rust, which the doctests of the goldens prove.
        syn::parse2(item.clone())
            .map_or_else(|_| item.to_string(), |file| prettyplease::unparse(&file))
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Result of a snippet whose sample values may fail to parse.
pub(super) fn outcome() -> TokenStream {
    quote!(Result<(), Box<dyn std::error::Error>>)
}

/// Returns a function that is given a client.
pub(super) fn with_client(name: &str, body: &TokenStream) -> TokenStream {
    let (name, outcome) = (format_ident!("{name}"), outcome());
    quote! {
        async fn #name(client: &Client) -> #outcome {
            #body
            Ok(())
        }
    }
}

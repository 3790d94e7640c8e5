//! Replies of methods whose status says which kind of response it is.

use crate::{
    model::{Api, ByStatus, Method, ResponseKind, Returns, StatusVariant},
    names::ident,
    rust::{imports::Imports, types},
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the methods that prepare each kind of reply; `None` for a method that has no enum of its own.
pub(super) fn replies(api: &Api, method: &Method, imports: &Imports<'_>) -> Option<TokenStream> {
    let Returns::ByStatus(by_status) = &method.returns else {
        return None;
    };
    let name = by_status.own_enum()?.ident();
    imports.add_all([
        "crate::resources",
        "crate::runtime::testing::by_status::by_status_replies",
    ]);
    let variants = by_status.variants();
    let rows = variants
        .iter()
        .map(|variant| row(api, by_status, variant, imports));
    Some(quote! {
        by_status_replies! {
            resources::#name { #(#rows,)* }
        }
    })
}

/// Returns the kind of a reply, and its status.
fn row(
    api: &Api,
    by_status: &ByStatus,
    variant: &StatusVariant,
    imports: &Imports<'_>,
) -> TokenStream {
    let status = Literal::u16_unsuffixed(by_status.sample_status(variant));
    match &variant.kind {
        ResponseKind::Value(ty) => {
            let ty = types::rust(api, ty, imports);
            quote!(value #ty => #status)
        }
        ResponseKind::Meaning(meaning) => {
            let word = ident(meaning.word());
            quote!(#word => #status)
        }
    }
}

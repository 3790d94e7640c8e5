//! Results in examples whose kind depends on the status.

use super::result;
use crate::{
    model::{Api, ByStatus, ResponseKind, StatusMeaning},
    names::{self, Name},
    rust::imports::Imports,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the arms of a `match`, which print the result.
pub(super) fn arms(
    api: &Api,
    (name, by_status): (&Name, &ByStatus),
    imports: &Imports<'_>,
) -> Vec<TokenStream> {
    let lib = &api.head.package.lib;
    imports.add(&format!("{lib}::resources::{}", name.rust()));
    let name = name.ident();
    let variants = by_status.variants().into_iter();
    let arms = variants.map(|variant| {
        let path = names::ident(variant.kind.variant());
        let arm = arm(api, &variant.kind);
        quote!(#name::#path #arm)
    });
    arms.collect()
}

/// Returns an arm behind the name of the variant.
fn arm(api: &Api, kind: &ResponseKind) -> TokenStream {
    match kind {
        ResponseKind::Value(ty) => {
            let variable = result::variable(api, ty, "response");
            let print = result::print(api, ty, &variable);
            quote!((#variable) => { #print })
        }
        ResponseKind::Meaning(StatusMeaning::Text) => quote!((text) => println!("{text}"),),
        ResponseKind::Meaning(StatusMeaning::Redirect) => quote!((url) => println!("{url}"),),
        ResponseKind::Meaning(StatusMeaning::Download) => quote! {
            (download) => {
                let bytes = download.bytes().await?;
                println!("{} bytes", bytes.len());
            }
        },
        ResponseKind::Meaning(StatusMeaning::Pending) => quote! {
            { retry_after, .. } => println!("again after {retry_after:?}"),
        },
        ResponseKind::Meaning(StatusMeaning::Nothing | StatusMeaning::NotModified) => {
            quote!(=> {})
        }
    }
}

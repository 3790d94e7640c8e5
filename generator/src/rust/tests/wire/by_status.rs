//! Responses in wire tests whose kind depends on the status.

use super::response::of_variant;
use crate::model::{Api, Method, Returns};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns calls whose responses are of the other variants.
pub(super) fn others(api: &Api, method: &Method, call: &TokenStream) -> TokenStream {
    let Returns::ByStatus(by_status) = &method.returns else {
        return TokenStream::new();
    };
    let variants = by_status.variants();
    let blocks = variants.iter().skip(1).map(|variant| {
        let code = of_variant(api, method, by_status, variant);
        let (reply, server, checks) = (&code.reply, &code.server, &code.checks);
        let awaited = code.awaited(call);
        quote! {
            #reply
            let (_server, client) = #server.await;
            #awaited
            #checks
        }
    });
    quote!(#(#blocks)*)
}

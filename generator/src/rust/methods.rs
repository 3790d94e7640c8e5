//! Marker types, one for each method, by which the types of requests differ.

use crate::model::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `methods.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let names = api.methods().map(|method| method.request.ident());
    quote! {
        //! Marker types, one for each method of the API: the first type parameter of its `RequestBuilder`.

        #(pub enum #names {})*
    }
}

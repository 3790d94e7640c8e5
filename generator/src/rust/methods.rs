//! Types that stand for methods, by which the types of requests differ.

use crate::model::Api;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `methods.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let names = api.methods().map(|method| method.request.ident());
    quote! {
        //! Types that stand for the methods of the API. They have no values: the types of requests differ by them.

        #(pub enum #names {})*
    }
}

//! Types that stand for methods, by which the types of requests differ.

use super::features::resource_cfg;
use crate::model::{Api, Method, Resource};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `methods.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let resources = api.resources.iter();
    let types = resources.flat_map(|resource| {
        let methods = resource.methods.iter();
        methods.map(move |method| of_method(resource, method))
    });
    quote! {
        //! Types that stand for the methods of the API. They have no values: the types of requests differ by them.

        #(#types)*
    }
}

fn of_method(resource: &Resource, method: &Method) -> TokenStream {
    let cfg = resource_cfg(resource);
    let name = method.request.ident();
    let docs = format!(" `{}.{}`.", resource.accessor(), method.name.rust());
    quote! {
        #[doc = #docs]
        #cfg
        pub enum #name {}
    }
}

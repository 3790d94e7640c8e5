//! Methods of responses for the headers that the API describes.

use super::{
    docs,
    imports::{Imports, PathStyle},
    types,
};
use crate::{
    model::{Api, ResponseHeader, Type},
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `response.rs`.
pub(super) fn emit(api: &Api) -> TokenStream {
    let imports = Imports::new(PathStyle::Inside);
    imports.add("crate::Response");
    let headers = api.head.response_headers.iter();
    let accessors: TokenStream = headers
        .map(|header| accessor(api, header, &imports))
        .collect();
    quote! {
        #![doc = " Headers of the responses of the API."]
        #imports

        impl<T> Response<T> {
            #accessors
        }
    }
}

fn accessor(api: &Api, header: &ResponseHeader, imports: &Imports<'_>) -> TokenStream {
    let (name, wire) = (header.name.ident(), header.name.wire());
    let title = format!("Returns the header {}.", docs::code(wire));
    let mut lines = docs::lines(&header.docs, &title);
    lines.push(String::new());
    lines.push(
        "`None` if the response does not have it, or if its value has another form.".to_owned(),
    );
    let docs = docs::attributes(lines);
    let (ty, read) = match &header.ty {
        Type::Scalar(Scalar::String) => (quote!(&str), quote!(header_text)),
        Type::Scalar(_)
        | Type::Model(_)
        | Type::Mask(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_) => (types::rust(api, &header.ty, imports), quote!(header_as)),
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            self.#read(#wire)
        }
    }
}

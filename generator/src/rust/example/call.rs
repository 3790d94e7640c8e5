//! Calls of methods with sample values.

use super::expression;
use crate::{
    model::{Api, HandleParam, Input, QueryStyle, Resource, Type},
    rust::imports::Imports,
    scalars::Scalar,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the handle of a resource, from the client on. `argument` gives the arguments of a nested one.
pub(in crate::rust) fn handle_with(
    resource: &Resource,
    argument: impl Fn(&HandleParam) -> TokenStream,
) -> TokenStream {
    let name = resource.name.ident();
    match &resource.parent {
        Some(parent) => {
            let parent = parent.name.ident();
            let arguments = resource.params.iter().map(argument);
            quote!(client.#parent().#name(#(#arguments),*))
        }
        None => quote!(client.#name()),
    }
}

/// Returns the handle of a resource, from the client on, with sample values.
pub(in crate::rust) fn handle(
    api: &Api,
    resource: &Resource,
    imports: &Imports<'_>,
) -> TokenStream {
    handle_with(resource, |param| {
        expression::of_type(api, &param.ty, imports)
    })
}

/// Returns the sample of an argument or setter.
pub(in crate::rust) fn argument(
    api: &Api,
    input: &Input<'_>,
    imports: &Imports<'_>,
) -> TokenStream {
    match input {
        Input::Path(_, ty) | Input::Whole(_, ty) => expression::of_type(api, ty, imports),
        Input::Query(query) => match &query.style {
            QueryStyle::One(ty) => expression::of_type(api, ty, imports),
            QueryStyle::Repeated(ty) => {
                let item = expression::of_type(api, ty, imports);
                quote!([#item])
            }
            QueryStyle::Pairs { .. } => quote!([("sample", "sample")]),
        },
        Input::Header(_) => expression::of_type(api, &Type::Scalar(Scalar::String), imports),
        Input::Body(field) => expression::of_type(api, &field.ty, imports),
    }
}

//! `new` of a struct.

use super::setters;
use crate::{
    model::{Api, Field, Model, Presence, Type},
    rust::{
        imports::Imports,
        lints,
        types::{self, Argument},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the function that creates a struct from its required fields.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let (arguments, others): (Vec<_>, Vec<_>) = fields
        .iter()
        .partition(|field| field.is_argument(model.outgoing));
    let parameters = arguments.iter().map(|field| {
        let name = field.name.ident();
        let Argument { ty, .. } = types::argument(api, &field.ty, &name, imports);
        quote!(#name: #ty)
    });
    let values = arguments.iter().map(|field| value(api, field, imports));
    let body = if model.has_default && arguments.is_empty() {
        default(fields)
    } else if others.is_empty() {
        quote!(Self { #(#values),* })
    } else if model.has_default {
        let default = default(fields);
        quote!(Self { #(#values,)* ..#default })
    } else {
        let others = others.iter().map(|field| empty(api, field, imports));
        quote!(Self { #(#values,)* #(#others),* })
    };
    let docs = match arguments.len() {
        0 => " Creates a value with no field set.",
        _ => " Creates a value from its required fields.",
    };
    let many = lints::too_many_arguments(arguments.len());
    quote! {
        #[doc = #docs]
        #[must_use]
        #many
        pub fn new(#(#parameters),*) -> Self {
            #body
        }
    }
}

/// Returns the initializer of a field from its argument.
fn value(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let Argument { value, .. } = types::argument(api, &field.ty, &name, imports);
    let value = if api.models.is_union(&field.ty) {
        quote!(Some(#value))
    } else {
        value
    };
    if name == value.to_string() {
        quote!(#name)
    } else {
        quote!(#name: #value)
    }
}

/// Returns the initializer of a field that has no argument.
fn empty(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let value = match (field.presence, &field.ty) {
        (Presence::Optional, _) => quote!(None),
        (Presence::Required, ty) if api.models.is_union(ty) => quote!(None),
        (Presence::Required, Type::List(_)) => quote!(Vec::new()),
        (Presence::Required, Type::Map(_)) => {
            let map = imports.map();
            quote!(#map::new())
        }
        (Presence::Required, ty @ Type::Scalar(_)) => {
            let ty = types::rust(api, ty, imports);
            quote!(#ty::default())
        }
        // A setter called `default` would hide the trait's function.
        (Presence::Required, ty @ (Type::Model(_) | Type::Mask(_))) => {
            let ty = types::rust(api, ty, imports);
            quote!(<#ty as Default>::default())
        }
    };
    quote!(#name: #value)
}

/// Returns the default value of a struct. A setter called `default` would hide the trait's function.
fn default(fields: &[Field]) -> TokenStream {
    if fields
        .iter()
        .any(|field| setters::is_named(field, "default"))
    {
        quote!(<Self as Default>::default())
    } else {
        quote!(Self::default())
    }
}

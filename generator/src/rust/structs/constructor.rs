//! `new` of a struct, and the initializers of its fields.

use super::setters;
use crate::{
    model::{Api, Field, Model, Presence, Type},
    rust::{
        imports::Imports,
        types::{self, Argument},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the function that creates a struct from its required fields.
pub(super) fn new(
    api: &Api,
    model: &Model,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let name = model.name.ident();
    let arguments = fields.iter().filter(|field| field.is_argument(true));
    let parameters = arguments.clone().map(|field| {
        let name = field.name.ident();
        let Argument { ty, .. } = types::argument(api, &field.ty, &name, imports);
        quote!(#name: #ty)
    });
    let values: Vec<_> = arguments.map(|field| value(api, field, imports)).collect();
    let docs = if values.is_empty() {
        " Creates a value with no field set."
    } else {
        " Creates a value from its required fields."
    };
    let body = if model.has_default && values.is_empty() {
        default(fields, &quote!(Self))
    } else {
        let rest = rest(api, model, fields, &quote!(Self), imports);
        quote!(Self { #(#values,)* #rest })
    };
    quote! {
        impl #name {
            #[doc = #docs]
            #[must_use]
            #[inline]
            pub fn new(#(#parameters),*) -> Self {
                #body
            }
        }
    }
}

/// Returns the initializers of the fields that are no arguments. `ty` is the struct.
pub(super) fn rest(
    api: &Api,
    model: &Model,
    fields: &[Field],
    ty: &TokenStream,
    imports: &Imports<'_>,
) -> TokenStream {
    let others = fields.iter().filter(|field| !field.is_argument(true));
    let others: Vec<_> = others.collect();
    if others.is_empty() && !model.keeps_unknown {
        TokenStream::new()
    } else if model.has_default {
        let default = default(fields, ty);
        quote!(..#default)
    } else {
        let others = others.iter().map(|field| empty(api, field, imports));
        let others = others.chain(types::no_unknown_fields(model, imports));
        quote!(#(#others),*)
    }
}

/// Returns the initializer of a field from its argument.
fn value(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let Argument { value, .. } = types::argument(api, &field.ty, &name, imports);
    let value = if field.is_boxed && field.ty.is_nullable() {
        quote!(#value.map(Box::new))
    } else {
        types::boxed_value(value, field.is_boxed)
    };
    let value = if api.models.is_tagged_union(&field.ty) {
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
        (Presence::Optional, Type::Nullable(_)) => {
            let nullable = imports.exported("Nullable");
            quote!(#nullable::Absent)
        }
        (Presence::Optional, _) | (Presence::Required, Type::Nullable(_)) => quote!(None),
        (Presence::Required, ty) if api.models.is_tagged_union(ty) => quote!(None),
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
fn default(fields: &[Field], ty: &TokenStream) -> TokenStream {
    if fields
        .iter()
        .any(|field| setters::is_named(field, "default"))
    {
        quote!(<#ty as Default>::default())
    } else {
        quote!(#ty::default())
    }
}

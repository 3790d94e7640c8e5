//! Conversions of one struct into another that has some of its fields.

use crate::{
    model::{Api, Field, Model, ModelId, Presence},
    rust::imports::Imports,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the implementation of `From`.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    source: ModelId,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let (target, from) = (model.name.ident(), imports.model(api, source));
    let theirs = api.models.get(source).shape.fields();
    let values = fields.iter().map(|field| {
        let name = field.name.ident();
        let mut theirs = theirs.iter();
        let other = theirs.find(|other| {
            other.name.wire() == field.name.wire()
                && other.is_rest == field.is_rest
                && other.ty == field.ty
        });
        match other {
            None if field.is_rest => {
                let map = imports.map();
                quote!(#name: #map::new())
            }
            None => quote!(#name: None),
            Some(other) => {
                let value = other.name.ident();
                if is_option(api, field) && !is_option(api, other) {
                    quote!(#name: Some(value.#value))
                } else {
                    quote!(#name: value.#value)
                }
            }
        }
    });
    quote! {
        /// Takes over the fields of the same names.
        impl From<#from> for #target {
            fn from(value: #from) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

/// Returns `true` if the Rust field is an `Option`.
fn is_option(api: &Api, field: &Field) -> bool {
    match field.presence {
        Presence::Optional => true,
        Presence::Required => api.models.is_union(&field.ty),
    }
}

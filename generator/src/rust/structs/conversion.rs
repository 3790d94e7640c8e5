//! Conversions of one struct into another that has some of its fields.

use crate::{
    model::{
        Api, Field, Model, ModelId,
        queries::{counterpart, is_option, is_three_valued},
    },
    rust::{imports::Imports, types},
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
        // A map of other entries may have values of another type.
        let other = counterpart(theirs, field).filter(|other| other.ty == field.ty);
        match other {
            None if field.is_rest => {
                let map = imports.map();
                quote!(#name: #map::new())
            }
            None if is_three_valued(field) => {
                let nullable = imports.exported("Nullable");
                quote!(#name: #nullable::Absent)
            }
            None => quote!(#name: None),
            Some(other) => {
                let value = other.name.ident();
                let value = quote!(value.#value);
                let wraps = is_option(&api.models, field) && !is_option(&api.models, other);
                match (field.is_boxed, other.is_boxed) {
                    // A field that is boxed is an option, or one that may be `null` as well. Both have `map`.
                    (true, false) if wraps => quote!(#name: Some(Box::new(#value))),
                    (true, false) => quote!(#name: #value.map(Box::new)),
                    (false, true) => quote!(#name: #value.map(|value| *value)),
                    (true, true) | (false, false) if wraps => quote!(#name: Some(#value)),
                    (true, true) | (false, false) => quote!(#name: #value),
                }
            }
        }
    });
    let unknown_fields = if model.keeps_unknown && api.models.get(source).keeps_unknown {
        Some(quote!(unknown_fields: value.unknown_fields.without(Self::FIELDS)))
    } else {
        types::no_unknown_fields(model, imports)
    };
    let values = values.chain(unknown_fields);
    quote! {
        /// Takes over the fields of the same names.
        impl From<#from> for #target {
            #[inline]
            fn from(value: #from) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

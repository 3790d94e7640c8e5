//! Enums: one variant for each value, and one for unknown values.

use super::{docs, imports::Imports};
use crate::model::{EnumValue, Model};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the enum of a model.
pub(super) fn emit(model: &Model, values: &[EnumValue], imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::UnknownValue");
    imports.add("crate::runtime::values::enums::string_enum");
    let name = model.name.ident();
    let (derive, marker) = if model.has_default {
        (quote!(, Default), quote!(#[default]))
    } else {
        (TokenStream::new(), TokenStream::new())
    };
    let none = TokenStream::new();
    let variants = values
        .iter()
        .enumerate()
        .map(|(at, value)| variant(value, if at == 0 { &marker } else { &none }));
    let unknown = docs::attributes([
        "Value that is unknown to this version of the crate. Compare a newer value by `as_str`, which still holds once the",
        "crate knows it.",
    ]);
    let table = table(values);
    let attributes = docs::of_model(model, Vec::new());
    quote! {
        #attributes
        #[derive(Clone, Debug #derive)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
            Unknown(UnknownValue),
        }

        string_enum! {
            #name {
                #table
            }
        }
    }
}

/// Returns the enum of the paths of a mask.
pub(super) fn emit_mask(model: &Model, values: &[EnumValue], imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::UnknownValue");
    imports.add("crate::runtime::values::enums::field_mask_enum");
    let name = model.name.ident();
    let variants = values
        .iter()
        .map(|value| variant(value, &TokenStream::new()));
    let other = docs::attributes(["Any other path, such as `\"some.path\".into()`."]);
    let table = table(values);
    let attributes = docs::of_model(model, Vec::new());
    quote! {
        #attributes
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
            Other(UnknownValue),
        }

        field_mask_enum! {
            #name {
                #table
            }
        }
    }
}

fn variant(value: &EnumValue, default: &TokenStream) -> TokenStream {
    let name = value.name.ident();
    let docs = docs::attributes(docs::lines(
        &value.docs,
        &format!("{}.", docs::code(value.name.wire())),
    ));
    let deprecated = docs::deprecated(value.deprecated.as_ref());
    quote!(#docs #default #deprecated #name)
}

/// Returns the table of the values.
fn table(values: &[EnumValue]) -> TokenStream {
    let names = values.iter().map(|value| value.name.ident());
    let wires = values.iter().map(|value| value.name.wire());
    quote!(#(#names: #wires,)*)
}

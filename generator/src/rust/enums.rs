//! Enums: one variant for each value, and one for unknown values.

use super::{docs, imports::Imports, literals};
use crate::model::{EnumValue, Model};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the enum of a model.
pub(super) fn emit(model: &Model, values: &[EnumValue], imports: &Imports<'_>) -> TokenStream {
    let is_integer = model.shape.is_integer_enum();
    let (unknown_type, table) = if is_integer {
        imports.add("crate::UnknownNumber");
        imports.add("crate::runtime::values::integer_enums::integer_enum");
        (quote!(UnknownNumber), integers(model, values))
    } else {
        imports.add("crate::UnknownValue");
        imports.add("crate::runtime::values::enums::string_enum");
        (quote!(UnknownValue), words(model, values))
    };
    let method = if is_integer { "as_i64" } else { "as_str" };
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
    let unknown = format!(
        "Value that is unknown to this version of the crate. Compare it by `{method}`: the comparison stays correct when a"
    );
    let unknown = docs::attributes([
        unknown.as_str(),
        "later version adds the value as a variant.",
    ]);
    let attributes = docs::of_model(model, Vec::new());
    quote! {
        #attributes
        #[derive(Clone, Debug #derive)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #unknown
            Unknown(#unknown_type),
        }

        #table
    }
}

/// Returns the table of an enum of words.
fn words(model: &Model, values: &[EnumValue]) -> TokenStream {
    let (name, table) = (model.name.ident(), table(values));
    quote! {
        string_enum! {
            #name {
                #table
            }
        }
    }
}

/// Returns the table of an enum of integers.
fn integers(model: &Model, values: &[EnumValue]) -> TokenStream {
    let name = model.name.ident();
    let names = values.iter().map(|value| value.name.ident());
    let numbers = values
        .iter()
        .map(|value| literals::integer(value.number.unwrap_or_default()));
    quote! {
        integer_enum! {
            #name {
                #(#names: #numbers,)*
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
    let title = match value.name.wire() {
        "" => "The empty string.".to_owned(),
        wire => format!("{}.", docs::code(wire)),
    };
    let docs = docs::attributes(docs::lines(&value.docs, &title));
    let deprecated = docs::deprecated(value.deprecated.as_ref());
    quote!(#docs #default #deprecated #name)
}

/// Returns the table of the values.
fn table(values: &[EnumValue]) -> TokenStream {
    let names = values.iter().map(|value| value.name.ident());
    let wires = values.iter().map(|value| value.name.wire());
    quote!(#(#names: #wires,)*)
}

//! Unions: one variant for each form of the values, and one for unknown values.

mod content;
mod one_of;
mod tagged;

pub(super) use one_of::{constant, pattern};

use super::{docs, imports::Imports, types};
use crate::model::{Api, Discriminator, Model, Union, Variant};
use content::content;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the enum of a union. `example` are lines of its documentation.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    union: &Union,
    example: Vec<String>,
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("crate::UnknownVariant");
    let name = model.name.ident();
    let attributes = docs::of_model(model, example);
    let variants = &union.variants;
    let definitions = variants
        .iter()
        .map(|variant| definition(api, variant, imports));
    let (unknown, table) = match &union.discriminator {
        Discriminator::Tag(tag) => (
            "Variant that is unknown to this version of the crate.",
            tagged::table(api, model, union, tag, imports),
        ),
        Discriminator::Form(patterns) => (
            "Value whose form is unknown to this version of the crate.",
            one_of::table(api, model, union, patterns, imports),
        ),
    };
    let unknown = docs::attributes([unknown]);
    quote! {
        #attributes
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#definitions,)*
            #unknown
            Unknown(UnknownVariant),
        }

        #table
    }
}

fn definition(api: &Api, variant: &Variant, imports: &Imports<'_>) -> TokenStream {
    let name = variant.name.ident();
    let docs = docs::attributes(docs::lines(
        &variant.docs,
        &format!("{}.", docs::code(variant.name.wire())),
    ));
    let deprecated = docs::deprecated(variant.deprecated.as_ref());
    let content = content(api, variant, imports);
    let content = content.map(|ty| types::boxed(ty, variant.is_boxed));
    let content = content.map(|ty| quote!((#ty)));
    quote!(#docs #deprecated #name #content)
}

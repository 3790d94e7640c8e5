//! Unions: one variant per tag, and one for what this version of the crate does not know.

use super::{
    docs,
    types::{self, Home},
};
use crate::model::{Api, Content, Model, Type, Union, Variant, queries};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of a union.
pub(super) fn emit(api: &Api, model: &Model, union: &Union) -> TokenStream {
    let name = model.name.ident();
    let docs = docs::attributes(docs::lines(
        &model.docs,
        &format!("The model {}.", docs::code(model.name.wire())),
    ));
    let deprecated = docs::deprecated(model.deprecated.as_ref());
    let variants = union
        .variants
        .iter()
        .map(|variant| definition(api, variant));
    let conversions = union
        .variants
        .iter()
        .filter_map(|variant| conversion(api, model, union, variant));
    let encode = union.variants.iter().map(|variant| encode(union, variant));
    let decode = union.variants.iter().map(|variant| decode(api, variant));
    let tag = &union.tag;
    let field = queries::has_union_fields(api).then(|| in_fields(model));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A variant that this version of the crate does not know.
            Unknown(UnknownVariant),
        }

        #(#conversions)*

        #field

        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#encode,)*
                    Self::Unknown(unknown) => unknown.serialize(serializer),
                }
            }
        }

        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let tagged = Tagged::read(#tag, deserializer)?;
                match tagged.tag() {
                    #(#decode,)*
                    _ => Ok(Self::Unknown(tagged.into_unknown())),
                }
            }
        }
    }
}

/// How a field that holds the union learns that it says nothing.
fn in_fields(model: &Model) -> TokenStream {
    let name = model.name.ident();
    quote! {
        impl Union for #name {
            fn unknown(&self) -> Option<&UnknownVariant> {
                if let Self::Unknown(unknown) = self {
                    Some(unknown)
                } else {
                    None
                }
            }
        }
    }
}

fn definition(api: &Api, variant: &Variant) -> TokenStream {
    let name = variant.name.ident();
    let docs = docs::attributes(docs::lines(
        &variant.docs,
        &format!("{}.", docs::code(variant.name.wire())),
    ));
    let deprecated = docs::deprecated(variant.deprecated.as_ref());
    let content = content(api, variant).map(|ty| quote!((#ty)));
    quote!(#docs #deprecated #name #content)
}

/// The type of what a variant holds.
fn content(api: &Api, variant: &Variant) -> Option<TokenStream> {
    match &variant.content {
        Content::Nothing | Content::Empty(_) => None,
        Content::Keyed(_, ty) => Some(types::rust(api, ty, Home::Models)),
        Content::Flat(id) => Some(types::rust(api, &Type::Model(*id), Home::Models)),
    }
}

/// From a model to the variant that holds it, where there is one such variant.
fn conversion(api: &Api, model: &Model, union: &Union, variant: &Variant) -> Option<TokenStream> {
    let held = |variant: &Variant| match &variant.content {
        Content::Keyed(_, Type::Model(id)) | Content::Flat(id) => Some(*id),
        Content::Nothing | Content::Empty(_) | Content::Keyed(..) => None,
    };
    let id = held(variant)?;
    let others = union
        .variants
        .iter()
        .filter(|other| held(other) == Some(id));
    if others.count() > 1 {
        return None;
    }
    let (name, case) = (model.name.ident(), variant.name.ident());
    let ty = content(api, variant)?;
    Some(quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#case(value)
            }
        }
    })
}

fn encode(union: &Union, variant: &Variant) -> TokenStream {
    let (name, key, tag) = (variant.name.ident(), &union.tag, variant.name.wire());
    match &variant.content {
        Content::Nothing => quote!(Self::#name => serializer.collect_map([(#key, #tag)])),
        Content::Empty(value) => quote! {
            Self::#name => tag_and_value(serializer, (#key, #tag), #value, &serde_json::Map::new())
        },
        Content::Keyed(value, _) => {
            quote!(Self::#name(value) => tag_and_value(serializer, (#key, #tag), #value, value))
        }
        Content::Flat(_) => {
            quote!(Self::#name(fields) => tag_and_fields(serializer, (#key, #tag), fields))
        }
    }
}

fn decode(api: &Api, variant: &Variant) -> TokenStream {
    let (name, tag) = (variant.name.ident(), variant.name.wire());
    match &variant.content {
        Content::Nothing | Content::Empty(_) => quote!(#tag => Ok(Self::#name)),
        Content::Keyed(key, ty) if api.models.has_zero(ty) => {
            quote!(#tag => tagged.keyed_or_zero(#key).map(Self::#name))
        }
        Content::Keyed(key, _) => quote!(#tag => tagged.keyed(#key).map(Self::#name)),
        Content::Flat(_) => quote!(#tag => tagged.flat().map(Self::#name)),
    }
}

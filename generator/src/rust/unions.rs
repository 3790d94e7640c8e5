//! Unions: one variant for each tag, and one for unknown tags.

use super::{docs, imports::Imports, types};
use crate::model::{Api, Content, Model, Type, Union, Variant, queries};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the enum of a union.
pub(super) fn emit(api: &Api, model: &Model, union: &Union, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::UnknownVariant");
    let name = model.name.ident();
    let attributes = docs::of_model(model);
    let variants = &union.variants;
    let definitions = variants
        .iter()
        .map(|variant| definition(api, variant, imports));
    let conversions = variants
        .iter()
        .filter_map(|variant| conversion(api, model, union, variant, imports));
    let field = queries::has_union_fields(api).then(|| in_fields(model, imports));
    let serde = serde(api, model, union, imports);
    quote! {
        #attributes
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#definitions,)*
            /// Variant that is unknown to this version of the crate.
            Unknown(UnknownVariant),
        }

        #(#conversions)*

        #field

        #serde
    }
}

/// Returns the implementations of serde's traits.
fn serde(api: &Api, model: &Model, union: &Union, imports: &Imports<'_>) -> TokenStream {
    imports.add_all([
        "crate::runtime::values::union::Tagged",
        "serde::Deserialize",
        "serde::Deserializer",
        "serde::Serialize",
        "serde::Serializer",
    ]);
    let (name, tag) = (model.name.ident(), &union.tag);
    let variants = &union.variants;
    let encode = variants
        .iter()
        .map(|variant| encode(union, variant, imports));
    let decode = variants.iter().map(|variant| decode(api, variant));
    quote! {
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

/// Returns the implementation of the trait with which a field recognises an empty union.
fn in_fields(model: &Model, imports: &Imports<'_>) -> TokenStream {
    imports.add("crate::runtime::values::union_field::Union");
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

fn definition(api: &Api, variant: &Variant, imports: &Imports<'_>) -> TokenStream {
    let name = variant.name.ident();
    let docs = docs::attributes(docs::lines(
        &variant.docs,
        &format!("{}.", docs::code(variant.name.wire())),
    ));
    let deprecated = docs::deprecated(variant.deprecated.as_ref());
    let content = content(api, variant, imports).map(|ty| quote!((#ty)));
    quote!(#docs #deprecated #name #content)
}

/// Returns the type of the content of a variant.
fn content(api: &Api, variant: &Variant, imports: &Imports<'_>) -> Option<TokenStream> {
    match &variant.content {
        Content::Nothing | Content::Empty(_) => None,
        Content::Keyed(_, ty) => Some(types::rust(api, ty, imports)),
        Content::Flat(id) => Some(imports.model(api, *id)),
    }
}

/// Returns the conversion of a content into the only variant that holds such a content.
fn conversion(
    api: &Api,
    model: &Model,
    union: &Union,
    variant: &Variant,
    imports: &Imports<'_>,
) -> Option<TokenStream> {
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
    let ty = content(api, variant, imports)?;
    Some(quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#case(value)
            }
        }
    })
}

fn encode(union: &Union, variant: &Variant, imports: &Imports<'_>) -> TokenStream {
    let (name, key, tag) = (variant.name.ident(), &union.tag, variant.name.wire());
    match &variant.content {
        Content::Nothing => quote!(Self::#name => serializer.collect_map([(#key, #tag)])),
        Content::Empty(value) => {
            imports.add("crate::runtime::values::union::tag_and_value");
            quote! {
                Self::#name => tag_and_value(serializer, (#key, #tag), #value, &serde_json::Map::new())
            }
        }
        Content::Keyed(value, _) => {
            imports.add("crate::runtime::values::union::tag_and_value");
            quote!(Self::#name(value) => tag_and_value(serializer, (#key, #tag), #value, value))
        }
        Content::Flat(_) => {
            imports.add("crate::runtime::values::union::tag_and_fields");
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

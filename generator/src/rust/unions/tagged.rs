//! Tables of unions whose variants a tag tells apart.

use super::content::{content, is_only};
use crate::{
    model::{Api, Content, Model, Tag, Type, Union, Variant},
    rust::imports::Imports,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the table of a union.
pub(super) fn table(
    api: &Api,
    model: &Model,
    union: &Union,
    tag: &Tag,
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("crate::runtime::values::union::tagged_union");
    let name = model.name.ident();
    let held: Vec<_> = union
        .variants
        .iter()
        .map(|variant| held(api, variant))
        .collect();
    let rows = union.variants.iter().enumerate().map(|(index, variant)| {
        let own = held[index].as_ref();
        // Every type can be converted into itself.
        let is_other = own.is_some_and(|rust| rust != model.name.rust());
        let conversion = (is_other && is_only(&held, index))
            .then(|| content(api, variant, imports).map(|ty| quote!(from #ty)));
        let row = row(api, variant);
        let conversion = conversion.flatten();
        quote!(#row #conversion)
    });
    let key = key(tag);
    quote! {
        tagged_union! {
            #name by #key {
                #(#rows,)*
            }
        }
    }
}

/// Returns the name of the model that a variant holds.
fn held(api: &Api, variant: &Variant) -> Option<String> {
    match &variant.content {
        Content::Keyed(_, Type::Model(id))
        | Content::Flat(id)
        | Content::Whole(Type::Model(id)) => Some(api.models.get(*id).name.rust().to_owned()),
        Content::Nothing | Content::Empty(_) | Content::Keyed(..) | Content::Whole(_) => None,
    }
}

/// Returns the key of a tag, or the path to it, and whether it is an integer.
fn key(tag: &Tag) -> TokenStream {
    let path = &tag.path;
    let head = tag.head();
    match (tag.is_plain(), tag.is_integer) {
        (true, _) => quote!(#head),
        (false, true) => quote!([#(#path),*] as integer),
        (false, false) => quote!([#(#path),*]),
    }
}

/// Returns the row of a variant: its tag, and what stands beside it.
fn row(api: &Api, variant: &Variant) -> TokenStream {
    let (name, tag) = (variant.name.ident(), variant.name.wire());
    match &variant.content {
        Content::Nothing => quote!(#name: nothing #tag),
        Content::Empty(key) => quote!(#name: empty #tag in #key),
        Content::Keyed(key, ty) if api.reads_missing_as_zero(ty) => {
            quote!(#name(value): keyed_or_default #tag in #key)
        }
        Content::Keyed(key, _) => quote!(#name(value): keyed #tag in #key),
        Content::Flat(_) => quote!(#name(fields): flat #tag),
        Content::Whole(_) => quote!(#name(value): whole #tag),
    }
}

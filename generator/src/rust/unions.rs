//! Unions: one variant for each tag, and one for unknown tags.

use super::{docs, imports::Imports, types};
use crate::model::{Api, Content, Model, Type, Union, Variant};
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
    imports.add("crate::runtime::values::union::tagged_union");
    let tag = &union.tag;
    let rows = variants
        .iter()
        .map(|variant| row(api, model, union, variant, imports));
    quote! {
        #attributes
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#definitions,)*
            /// Variant that is unknown to this version of the crate.
            Unknown(UnknownVariant),
        }

        tagged_union! {
            #name by #tag {
                #(#rows,)*
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
    let content = content(api, variant, imports);
    let content = content.map(|ty| types::boxed(ty, variant.is_boxed));
    let content = content.map(|ty| quote!((#ty)));
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
    // Every type can be converted into itself.
    let id = held(variant).filter(|id| api.models.get(*id).name.rust() != model.name.rust())?;
    let others = union
        .variants
        .iter()
        .filter(|other| held(other) == Some(id));
    if others.count() > 1 {
        return None;
    }
    let ty = content(api, variant, imports)?;
    Some(quote!(from #ty))
}

/// Returns the row of a variant in the table of a union: what stands beside its tag, the tag, and the content from which the
/// variant is made.
fn row(
    api: &Api,
    model: &Model,
    union: &Union,
    variant: &Variant,
    imports: &Imports<'_>,
) -> TokenStream {
    let conversion = conversion(api, model, union, variant, imports);
    let (name, tag) = (variant.name.ident(), variant.name.wire());
    let row = match &variant.content {
        Content::Nothing => quote!(#name: nothing #tag),
        Content::Empty(key) => quote!(#name: empty #tag in #key),
        Content::Keyed(key, ty) if api.reads_missing_as_zero(ty) => {
            quote!(#name(value): keyed_or_default #tag in #key)
        }
        Content::Keyed(key, _) => quote!(#name(value): keyed #tag in #key),
        Content::Flat(_) => quote!(#name(fields): flat #tag),
    };
    quote!(#row #conversion)
}

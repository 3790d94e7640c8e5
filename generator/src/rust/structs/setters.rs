//! Setters of a struct: a row of a table for each optional field, and one that adds an entry to a map.

use crate::{
    model::{Access, Api, Field, Model, Presence, Type},
    names::{Name, ident},
    rust::{
        docs,
        imports::Imports,
        types::{self, Form},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the table of the setters; nothing if there are none.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let rows: Vec<_> = fields
        .iter()
        .filter(|field| !(model.outgoing && field.access == Access::ReadOnly))
        .flat_map(|field| {
            let setter = (field.presence == Presence::Optional).then(|| row(api, field, imports));
            setter.into_iter().chain(entry_row(api, field, imports))
        })
        .collect();
    if rows.is_empty() {
        return TokenStream::new();
    }
    imports.add("crate::runtime::json::setters::setters");
    let name = model.name.ident();
    quote! {
        setters! {
            #name {
                #(#rows,)*
            }
        }
    }
}

fn row(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let Form { word, ty } = types::form(api, &field.ty, imports);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let (setter, form, shown) = (field.name.ident(), ident(word), shown(&field.name));
    quote!(#deprecated #setter: #form #ty #shown)
}

/// Returns the row of the setter that adds one entry to a map.
fn entry_row(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    let Type::Map(item) = &field.ty else {
        return None;
    };
    let entry = field.entry.as_ref()?.ident();
    let Form { word, ty } = types::entry_form(api, item, imports);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let (map, form, shown) = (field.name.ident(), ident(word), shown(&field.name));
    let presence = match field.presence {
        Presence::Optional => quote!(optional),
        Presence::Required => quote!(required),
    };
    Some(quote!(#deprecated #entry: #form #ty => #presence #map #shown))
}

/// Returns the name of a field in documentation, where it differs from the identifier.
fn shown(field: &Name) -> Option<TokenStream> {
    let name = field.rust();
    (field.ident() != name).then(|| quote!(as #name))
}

/// Returns `true` if a setter of the field, or the field itself, has this name.
pub(super) fn is_named(field: &Field, name: &str) -> bool {
    let entry = field
        .entry
        .as_ref()
        .is_some_and(|entry| entry.rust() == name);
    entry || field.name.rust() == name
}

//! Setters of a struct: one in the row of each optional field, and a table of those that add an entry to a map, or set a field to `null`. Fields that
//! only the API sets have none.

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

/// Returns the setter in the row of a field; `None` if it has none.
pub(super) fn of_field(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    match (field.presence, field.access) {
        (Presence::Optional, Access::ReadWrite) => {}
        (Presence::Required, _) | (_, Access::ReadOnly) => return None,
    }
    let Form { word, ty } = types::form(api, field.ty.unless_null(), imports);
    let word = if field.is_boxed { "boxed" } else { word };
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let (form, shown) = (ident(word), shown(&field.name));
    Some(quote!(=> #deprecated #form #ty #shown))
}

/// Returns the table of the setters that add an entry; nothing if there are none.
pub(super) fn of_entries(
    api: &Api,
    model: &Model,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    let rows = fields
        .iter()
        .filter(|field| field.access == Access::ReadWrite)
        .flat_map(|field| {
            let clear = clear_row(api, field, imports);
            clear.into_iter().chain(entry_row(api, field, imports))
        });
    let rows: Vec<_> = rows.collect();
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

/// Returns the row of the setter that sets a field to `null`.
fn clear_row(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    let clear = field.clear.as_ref()?.ident();
    let ty = types::rust(api, field.ty.unless_null(), imports);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let (name, shown) = (field.name.ident(), shown(&field.name));
    Some(quote!(#deprecated #clear: clear #ty => nullable #name #shown))
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
    let mut others = field.entry.iter().chain(&field.clear);
    others.any(|other| other.rust() == name) || field.name.rust() == name
}

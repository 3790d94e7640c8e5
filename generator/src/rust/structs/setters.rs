//! Setters of a struct: one for each optional field, and one that adds an entry to a map.

use crate::{
    model::{Access, Api, Field, Model, Presence, Type},
    rust::{
        docs,
        imports::Imports,
        types::{self, Argument},
    },
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the setters of a field.
pub(super) fn emit(api: &Api, model: &Model, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let never_sent = model.outgoing && field.access == Access::ReadOnly;
    let is_set = field.presence == Presence::Optional && !never_sent;
    let setter = is_set.then(|| setter(api, field, imports));
    let entry = entry_setter(api, field, imports).filter(|_| !never_sent);
    quote!(#setter #entry)
}

fn setter(api: &Api, field: &Field, imports: &Imports<'_>) -> TokenStream {
    let name = field.name.ident();
    let Argument { ty, value } = types::argument(api, &field.ty, &name, imports);
    let docs = docs::attributes([format!("Sets {}.", field_link(field))]);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let value = match &field.ty {
        Type::Mask(_) => quote!(#value.collect()),
        Type::Scalar(_) | Type::Model(_) | Type::List(_) | Type::Map(_) => value,
    };
    quote! {
        #docs
        #[must_use]
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// Returns the setter that adds one entry to a map.
fn entry_setter(api: &Api, field: &Field, imports: &Imports<'_>) -> Option<TokenStream> {
    let Type::Map(item) = &field.ty else {
        return None;
    };
    let entry = field.entry.as_ref()?.ident();
    let name = field.name.ident();
    let value = crate::names::ident("value");
    let Argument { ty, value } = types::argument(api, item, &value, imports);
    let docs = docs::attributes([format!("Adds an entry to {}.", field_link(field))]);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let map = match field.presence {
        Presence::Optional => quote!(self.#name.get_or_insert_default()),
        Presence::Required => quote!(self.#name),
    };
    Some(quote! {
        #docs
        #[must_use]
        #deprecated
        pub fn #entry(mut self, key: impl Into<String>, value: #ty) -> Self {
            #map.insert(key.into(), #value);
            self
        }
    })
}

fn field_link(field: &Field) -> String {
    let name = field.name.rust();
    format!("[`{name}`](Self#structfield.{name})")
}

/// Returns `true` if a setter of the field, or the field itself, has this name.
pub(super) fn is_named(field: &Field, name: &str) -> bool {
    let entry = field
        .entry
        .as_ref()
        .is_some_and(|entry| entry.rust() == name);
    entry || field.name.rust() == name
}

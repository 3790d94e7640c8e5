//! Structs: public fields, `new` with what is required, a setter for what is optional.

use super::{
    docs, method,
    types::{self, Home},
};
use crate::model::{Access, Api, Field, Model, Presence, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct of a model.
pub(super) fn emit(api: &Api, model: &Model, fields: &[Field]) -> TokenStream {
    let name = model.name.ident();
    let docs = docs::attributes(docs::lines(
        &model.docs,
        &format!("The model {}.", docs::code(model.name.wire())),
    ));
    let deprecated = docs::deprecated(model.deprecated.as_ref());
    let default = if model.has_default {
        quote!(Default,)
    } else {
        TokenStream::new()
    };
    let camel = is_camel(fields);
    let rename_all = if camel {
        quote!(#[serde(rename_all = "camelCase")])
    } else {
        TokenStream::new()
    };
    let definitions = fields
        .iter()
        .map(|field| definition(api, model, field, camel));
    let new = new(api, model, fields);
    let setters = fields.iter().map(|field| setters(api, model, field));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
        #rename_all
        #[non_exhaustive]
        pub struct #name {
            #(#definitions)*
        }

        impl #name {
            #new
            #(#setters)*
        }
    }
}

/// Whether one attribute on the struct says all the wire names.
fn is_camel(fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|field| field.name.wire() != field.name.rust())
        && fields.iter().all(|field| field.name.is_serde_camel())
}

fn definition(api: &Api, model: &Model, field: &Field, camel: bool) -> TokenStream {
    let name = field.name.ident();
    let docs = field_docs(field);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let wire = field.name.wire();
    let renamed = !camel && wire != field.name.rust();
    let rename = renamed.then(|| quote!(rename = #wire));
    let never_sent = model.outgoing && field.access == Access::ReadOnly;
    let ty = types::rust(api, &field.ty, Home::Models);
    let (ty, serde) = match field.presence {
        Presence::Required if field.is_rest => (ty, Some(quote!(flatten))),
        presence if api.models.is_union(&field.ty) => (
            quote!(Option<#ty>),
            Some(union_attribute(presence, never_sent)),
        ),
        Presence::Optional if never_sent => (
            quote!(Option<#ty>),
            Some(quote!(skip_serializing_if = "is_read_only")),
        ),
        Presence::Optional => (
            quote!(Option<#ty>),
            Some(quote!(skip_serializing_if = "Option::is_none")),
        ),
        Presence::Required => {
            let lenient = quote!(default, deserialize_with = "null_as_default");
            let lenient = api.models.has_zero(&field.ty).then_some(lenient);
            let serde = match (never_sent, lenient) {
                (true, Some(lenient)) => {
                    Some(quote!(skip_serializing_if = "is_read_only", #lenient))
                }
                (true, None) => Some(quote!(skip_serializing_if = "is_read_only")),
                (false, lenient) => lenient,
            };
            (ty, serde)
        }
    };
    let attributes: Vec<_> = rename.into_iter().chain(serde).collect();
    let serde = if attributes.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[serde(#(#attributes),*)])
    };
    quote! {
        #docs
        #deprecated
        #serde
        pub #name: #ty,
    }
}

/// How a field that holds a union travels: one that says nothing is `None`.
fn union_attribute(presence: Presence, never_sent: bool) -> TokenStream {
    match (presence, never_sent) {
        (Presence::Required, false) => {
            quote!(
                deserialize_with = "required_union",
                serialize_with = "encode_union"
            )
        }
        (Presence::Required, true) => {
            quote!(
                skip_serializing_if = "is_read_only",
                deserialize_with = "required_union",
                serialize_with = "encode_union"
            )
        }
        (Presence::Optional, false) => {
            quote!(
                default,
                deserialize_with = "optional_union",
                skip_serializing_if = "Option::is_none"
            )
        }
        (Presence::Optional, true) => {
            quote!(
                skip_serializing_if = "is_read_only",
                default,
                deserialize_with = "optional_union"
            )
        }
    }
}

fn field_docs(field: &Field) -> TokenStream {
    let mut lines = docs::lines(
        &field.docs,
        &format!("The field {}.", docs::code(field.name.wire())),
    );
    if field.access == Access::ReadOnly {
        lines.push(String::new());
        lines.push("Only the API sets it.".to_owned());
    }
    docs::attributes(lines)
}

fn new(api: &Api, model: &Model, fields: &[Field]) -> TokenStream {
    let arguments: Vec<_> = fields
        .iter()
        .filter(|field| field.is_argument(model.outgoing))
        .collect();
    let parameters = arguments.iter().map(|field| {
        let name = field.name.ident();
        let (ty, _) = types::argument(api, &field.ty, &name, Home::Models);
        quote!(#name: #ty)
    });
    let values = arguments.iter().map(|field| {
        let name = field.name.ident();
        let (_, value) = types::argument(api, &field.ty, &name, Home::Models);
        let value = if api.models.is_union(&field.ty) {
            quote!(Some(#value))
        } else {
            value
        };
        if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    let rest = fields
        .iter()
        .filter(|field| !field.is_argument(model.outgoing))
        .count();
    // A setter of that name would hide the trait's function.
    let default = if fields.iter().any(|field| is_set_by(field, "default")) {
        quote!(<Self as Default>::default())
    } else {
        quote!(Self::default())
    };
    let body = if rest == fields.len() {
        default
    } else if rest == 0 {
        quote!(Self { #(#values),* })
    } else if model.has_default {
        quote!(Self { #(#values,)* ..#default })
    } else {
        let others = fields
            .iter()
            .filter(|field| !field.is_argument(model.outgoing))
            .map(|field| {
                let name = field.name.ident();
                match field.presence {
                    Presence::Optional => quote!(#name: None),
                    Presence::Required => quote!(#name: Default::default()),
                }
            });
        quote!(Self { #(#values,)* #(#others),* })
    };
    let docs = match arguments.len() {
        0 => " An empty value; set what is needed.",
        _ => " A value with all that is required.",
    };
    let many = method::many_arguments(arguments.len());
    quote! {
        #[doc = #docs]
        #[must_use]
        #many
        pub fn new(#(#parameters),*) -> Self {
            #body
        }
    }
}

fn setters(api: &Api, model: &Model, field: &Field) -> TokenStream {
    let never_sent = model.outgoing && field.access == Access::ReadOnly;
    let setter = (field.presence == Presence::Optional && !never_sent).then(|| setter(api, field));
    let entry = entry_setter(api, field).filter(|_| !never_sent);
    quote!(#setter #entry)
}

fn setter(api: &Api, field: &Field) -> TokenStream {
    let name = field.name.ident();
    let (ty, value) = types::argument(api, &field.ty, &name, Home::Models);
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

/// The setter that adds one entry of a map.
fn entry_setter(api: &Api, field: &Field) -> Option<TokenStream> {
    let Type::Map(item) = &field.ty else {
        return None;
    };
    let entry = field.entry.as_ref()?.ident();
    let name = field.name.ident();
    let value = syn::Ident::new("value", proc_macro2::Span::call_site());
    let (ty, value) = types::argument(api, item, &value, Home::Models);
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

/// Whether the field has a setter of this name.
fn is_set_by(field: &Field, name: &str) -> bool {
    let entry = field
        .entry
        .as_ref()
        .is_some_and(|entry| entry.rust() == name);
    entry || field.name.rust() == name
}

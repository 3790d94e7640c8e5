//! Structs: public fields, `new` with the required ones, and setters for the optional ones.

mod constructor;
mod setters;

use super::{docs, imports::Imports, types};
use crate::model::{Access, Api, Field, Model, Presence};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the struct of a model.
pub(super) fn emit(
    api: &Api,
    model: &Model,
    fields: &[Field],
    imports: &Imports<'_>,
) -> TokenStream {
    imports.add("serde::Deserialize");
    imports.add("serde::Serialize");
    let name = model.name.ident();
    let attributes = docs::of_model(model);
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
        .map(|field| definition(api, model, field, camel, imports));
    let new = constructor::emit(api, model, fields, imports);
    let setters = fields
        .iter()
        .map(|field| setters::emit(api, model, field, imports));
    quote! {
        #attributes
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

/// Returns `true` if one attribute on the struct covers all wire names.
fn is_camel(fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|field| field.name.wire() != field.name.rust())
        && fields.iter().all(|field| field.name.is_serde_camel())
}

fn definition(
    api: &Api,
    model: &Model,
    field: &Field,
    camel: bool,
    imports: &Imports<'_>,
) -> TokenStream {
    let name = field.name.ident();
    let docs = field_docs(field);
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let ty = types::rust(api, &field.ty, imports);
    let ty = match field.presence {
        Presence::Required if !api.models.is_union(&field.ty) => ty,
        // An empty union is decoded as `None`.
        Presence::Required | Presence::Optional => quote!(Option<#ty>),
    };
    let wire = field.name.wire();
    let is_renamed = !camel && wire != field.name.rust();
    let rename = is_renamed.then(|| quote!(rename = #wire));
    let form = wire_form(api, model, field, imports);
    let attributes: Vec<_> = rename.into_iter().chain(form).collect();
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

/// Returns the serde attributes of a field, except its name.
fn wire_form(
    api: &Api,
    model: &Model,
    field: &Field,
    imports: &Imports<'_>,
) -> Option<TokenStream> {
    if field.is_rest && field.presence == Presence::Required {
        return Some(quote!(flatten));
    }
    let never_sent = model.outgoing && field.access == Access::ReadOnly;
    if never_sent {
        imports.add("crate::runtime::values::read_only::is_read_only");
    }
    if api.models.is_union(&field.ty) {
        return Some(union_form(field.presence, never_sent, imports));
    }
    match (field.presence, never_sent) {
        (Presence::Optional, true) => Some(quote!(skip_serializing_if = "is_read_only")),
        (Presence::Optional, false) => Some(quote!(skip_serializing_if = "Option::is_none")),
        (Presence::Required, _) => {
            let skip = never_sent.then(|| quote!(skip_serializing_if = "is_read_only"));
            let lenient = api.models.has_zero(&field.ty).then(|| {
                imports.add("crate::runtime::values::null_as_default::null_as_default");
                quote!(default, deserialize_with = "null_as_default")
            });
            let attributes: Vec<_> = skip.into_iter().chain(lenient).collect();
            (!attributes.is_empty()).then(|| quote!(#(#attributes),*))
        }
    }
}

/// Returns the serde attributes of a field that holds a union. An empty union is decoded as `None`.
fn union_form(presence: Presence, never_sent: bool, imports: &Imports<'_>) -> TokenStream {
    match presence {
        Presence::Required => {
            imports.add("crate::runtime::values::union_field::required_union");
            imports.add("crate::runtime::values::union_field::encode_union");
        }
        Presence::Optional => imports.add("crate::runtime::values::union_field::optional_union"),
    }
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
        &format!("Field {}.", docs::code(field.name.wire())),
    );
    if field.access == Access::ReadOnly {
        lines.push(String::new());
        lines.push("Read-only: set by the API.".to_owned());
    }
    docs::attributes(lines)
}

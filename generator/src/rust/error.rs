//! What the API says of a failure: an accessor on the error for each field of the error's model.

use super::{
    docs,
    types::{self, Home},
};
use crate::{
    model::{Api, ErrorShape, Field, Shape, Type},
    scalars::{Scalar, UrlForm},
};
use proc_macro2::TokenStream;
use quote::quote;

/// `error.rs`.
pub(super) fn emit(api: &Api, shape: &ErrorShape) -> TokenStream {
    let Shape::Struct(fields) = &api.models.get(shape.model).shape else {
        return TokenStream::new();
    };
    // The text for people has an accessor in the runtime, which shows it in messages.
    let fields: Vec<_> = fields
        .iter()
        .filter(|field| [field.name.wire()] != *shape.message.as_slice())
        .collect();
    let models = fields
        .iter()
        .any(|field| field.ty.model().is_some())
        .then(|| {
            quote!(
                use crate::models;
            )
        });
    let maps = fields
        .iter()
        .any(|field| super::models::holds_map(&field.ty));
    let maps = maps.then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let accessors = fields.iter().map(|field| accessor(api, field));
    quote! {
        #![doc = " What the API says of a failure."]
        use crate::Error;
        #models
        #maps

        impl Error {
            #(#accessors)*
        }
    }
}

fn accessor(api: &Api, field: &Field) -> TokenStream {
    let name = field.name.ident();
    let wire = field.name.wire();
    let mut lines = docs::lines(
        &field.docs,
        &format!("The field {} of the answer.", docs::code(wire)),
    );
    lines.push(String::new());
    lines.push("`None` where the API did not answer, or did not say.".to_owned());
    let docs = docs::attributes(lines);
    let is_text = matches!(&field.ty, Type::Scalar(scalar) if scalar.row().url == UrlForm::Text);
    let is_json_list =
        matches!(&field.ty, Type::List(item) if matches!(**item, Type::Scalar(Scalar::Json)));
    let (ty, read) = if is_text {
        (quote!(&str), quote!(self.field(&[#wire])?.as_str()))
    } else if is_json_list {
        (
            quote!(&[serde_json::Value]),
            quote!(self.field(&[#wire])?.as_array().map(Vec::as_slice)),
        )
    } else {
        let ty = types::rust(api, &field.ty, Home::Elsewhere);
        (
            ty,
            quote!(serde::Deserialize::deserialize(self.field(&[#wire])?).ok()),
        )
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            #read
        }
    }
}
